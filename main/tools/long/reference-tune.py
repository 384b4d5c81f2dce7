"""Fits scikit-learn's LogisticRegression on stored features, for comparison with our own training.

usage: reference-tune.py FEATURES.f32 ROWS.csv
FEATURES holds float32 rows of equal length; ROWS one line per row: part,class. Prints one line per fit: name, accuracy on the test part.
Needs scikit-learn (pip install scikit-learn==1.5.2).
"""

import csv
import sys
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression


def main(features: Path, rows: Path) -> None:
    with rows.open(newline="") as file:
        parts, classes = zip(*csv.reader(file))
    parts, classes = np.array(parts), np.array(classes)
    values = np.fromfile(features, dtype="<f4").reshape(len(parts), -1)
    test = parts == "test"
    for name, used in (("train", parts == "train"), ("train and validation", parts != "test")):
        for strength in (1.0, 0.1, 0.01, 0.001):
            model = LogisticRegression(C=strength, max_iter=10_000).fit(values[used], classes[used])
            print(f"{name}, C {strength}: {np.mean(model.predict(values[test]) == classes[test]):.4f}")


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:3]))
