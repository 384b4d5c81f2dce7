"""Loads a Core ML package with coremltools, evaluates its program in numpy and compares with stored outputs.

Usage: evaluate-coreml.py CASE.json; prints one JSON object per line: how far each output is away.
"""
import json
import sys

import coremltools as ct
import numpy as np
from coremltools.converters.mil.frontend.milproto.load import load as load_program
from numpy.lib.stride_tricks import sliding_window_view


def conv(v):
    x, weight, groups = v["x"], v["weight"], int(v["groups"])
    top, bottom, left, right = (int(pad) for pad in v["pad"])
    x = np.pad(x, ((0, 0), (0, 0), (top, bottom), (left, right)))
    (sy, sx), (dy, dx) = v["strides"], v["dilations"]
    filters, depth, height, width = weight.shape
    windows = sliding_window_view(x, ((height - 1) * dy + 1, (width - 1) * dx + 1), axis=(2, 3))
    windows = windows[:, :, ::sy, ::sx, ::dy, ::dx]
    per_group = filters // groups
    if depth == 1 and per_group == 1:
        result = np.einsum("nchwij,cij->nchw", windows, weight[:, 0])
    else:
        parts = []
        for group in range(groups):
            part = windows[:, group * depth:(group + 1) * depth]
            parts.append(np.moveaxis(np.tensordot(part, weight[group * per_group:(group + 1) * per_group], ((1, 4, 5), (1, 2, 3))), -1, 1))
        result = np.concatenate(parts, 1)
    return result + v["bias"].reshape(1, -1, 1, 1) if v.get("bias") is not None else result


OPERATIONS = {
    "conv": conv,
    "linear": lambda v: v["x"] @ v["weight"].T + v["bias"],
    "clip": lambda v: np.clip(v["x"], v["alpha"], v["beta"]),
    "relu": lambda v: np.maximum(v["x"], 0),
    "add": lambda v: v["x"] + v["y"],
    "reduce_mean": lambda v: v["x"].mean(tuple(v["axes"]), keepdims=bool(v["keep_dims"])),
    "reshape": lambda v: v["x"].reshape(v["shape"]),
    "transpose": lambda v: v["x"].transpose(v["perm"]),
    "concat": lambda v: np.concatenate(v["values"], int(v["axis"])),
    "sigmoid": lambda v: 1 / (1 + np.exp(-v["x"])),
    "identity": lambda v: v["x"],
    "cast": lambda v: v["x"],
}


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        case = json.load(file)
    spec = ct.utils.load_spec(case["package"])
    program = load_program(spec, specification_version=spec.specificationVersion,
                           file_weights_dir=case["package"] + "/Data/com.apple.CoreML/weights")
    function = program.functions["main"]
    values = {name: np.fromfile(case["inputs"], np.float32).reshape(case["dims"]) for name in function.inputs}

    def value_of(var):
        if isinstance(var, (list, tuple)):
            return [value_of(each) for each in var]
        return values[var.name] if var.name in values else np.asarray(var.val, np.float32) if var.is_tensor_or_scalar_of("fp16") else var.val

    for operation in function.operations:
        if operation.op_type == "const":
            continue
        given = {key: value_of(var) for key, var in operation.inputs.items() if var is not None}
        [output] = operation.outputs
        values[output.name] = OPERATIONS[operation.op_type](given)
        assert tuple(output.shape) == values[output.name].shape, output.name
    for output in case["outputs"]:
        wanted = np.fromfile(output["path"], np.float32).reshape(output["dims"])
        difference = values[output["name"]] - wanted
        print(json.dumps({"output": output["name"], "largest": float(np.abs(difference).max()),
                          "relative": float(np.sqrt((difference ** 2).mean() / (wanted ** 2).mean()))}))


main()
