"""Quantizes an ONNX model with Python ONNX Runtime, for comparison with our own quantizer.

usage: reference-quantize.py MODEL INPUTS OUTPUT
INPUTS holds float32 model inputs, one after another (C order); the shape is the model's own with batch 1.
Settings: quant_pre_process, then static QDQ, one weight scale per channel, QUInt8 activations, QInt8 weights, min-max.
Needs onnxruntime, onnx and sympy (pip install onnxruntime==1.32.0 onnx sympy).
"""

import sys
import tempfile
from pathlib import Path

import numpy as np
import onnx
from onnxruntime.quantization import CalibrationDataReader, CalibrationMethod, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process


class StoredInputs(CalibrationDataReader):
    """Hands out the inputs of a file one by one."""

    def __init__(self, path: Path, name: str, shape: list[int]) -> None:
        self._inputs = np.memmap(path, dtype="<f4", mode="r").reshape([-1, *shape])
        self._name = name
        self._next = 0

    def get_next(self) -> dict[str, np.ndarray] | None:
        if self._next == len(self._inputs):
            return None
        self._next += 1
        return {self._name: np.array(self._inputs[self._next - 1])}


def main(model: Path, inputs: Path, output: Path) -> None:
    graph_input = onnx.load(model).graph.input[0]
    shape = [dim.dim_value or 1 for dim in graph_input.type.tensor_type.shape.dim]
    with tempfile.TemporaryDirectory() as folder:
        prepared = Path(folder) / "prepared.onnx"
        quant_pre_process(str(model), str(prepared))
        quantize_static(
            str(prepared),
            str(output),
            StoredInputs(inputs, graph_input.name, shape),
            quant_format=QuantFormat.QDQ,
            per_channel=True,
            activation_type=QuantType.QUInt8,
            weight_type=QuantType.QInt8,
            calibrate_method=CalibrationMethod.MinMax,
        )


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:4]))
