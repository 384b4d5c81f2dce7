"""Runs a .tflite file in LiteRT on stored inputs and compares with stored outputs of ONNX Runtime.

Usage: compare-tflite.py CASE.json; prints one JSON object per line: how far each output is away.
"""
import json
import sys

import numpy as np
from ai_edge_litert.interpreter import Interpreter


def to_channels_last(array):
    return array.transpose(0, 2, 3, 1) if array.ndim == 4 else array


def encode(array, detail):
    scale, zero = detail["quantization"]
    if detail["dtype"] == np.float32:
        return array
    limits = np.iinfo(detail["dtype"])
    return np.clip(np.round(array / scale) + zero, limits.min, limits.max).astype(detail["dtype"])


def decode(array, detail):
    scale, zero = detail["quantization"]
    return array if array.dtype == np.float32 else (array.astype(np.float32) - zero) * np.float32(scale)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        case = json.load(file)
    interpreter = Interpreter(model_path=case["model"], num_threads=1)
    interpreter.allocate_tensors()
    [given] = interpreter.get_input_details()
    details = {detail["name"]: detail for detail in interpreter.get_output_details()}
    inputs = np.fromfile(case["inputs"], np.float32).reshape(-1, *case["dims"])
    answers = {name: [] for name in details}
    for photo in inputs:
        interpreter.set_tensor(given["index"], encode(to_channels_last(photo), given))
        interpreter.invoke()
        for name, detail in details.items():
            answers[name].append(decode(interpreter.get_tensor(detail["index"]), detail))
    for output in case["outputs"]:
        wanted = np.fromfile(output["path"], np.float32).reshape(-1, *output["dims"])
        wanted = np.stack([to_channels_last(photo) for photo in wanted])
        found = np.stack(answers[output["name"]])
        difference = np.abs(found - wanted)
        same = wanted.argmax(-1) == found.argmax(-1)
        confident = wanted.max(-1) >= output["leastScore"] if output["leastScore"] is not None else np.ones_like(same)
        print(json.dumps({
            "output": output["name"],
            "largest": float(difference.max()),
            "relative": float(np.sqrt((difference ** 2).mean() / (wanted ** 2).mean())),
            "agreement": float(same[confident].mean()) if confident.any() else 1.0,
            "places": int(confident.sum()),
        }))


main()
