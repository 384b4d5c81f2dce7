"""python-pool.py MODEL.onnx TASK FOLDER WORKERS DECODE: photos per second of a plain Python program.

One process per core, each with one single-threaded ONNX Runtime session; OpenCV decodes and resizes. Prints one line of
JSON. Starting Python and loading the model is not counted. DECODE is `full`, or `reduced`: then libjpeg leaves out coefficients
(IMREAD_REDUCED_COLOR) as far as the model's input allows.
"""

import json
import os
import resource
import sys
import time
from multiprocessing import Pool

import cv2
import numpy as np
import onnxruntime

session = None
answer_of = None
read = None


def letter_free(image, size):
    return cv2.resize(image, (size, size), interpolation=cv2.INTER_LINEAR)


def center_crop(image, size):
    height, width = image.shape[:2]
    scale = 256 / min(height, width)
    scaled = cv2.resize(image, (round(width * scale), round(height * scale)), interpolation=cv2.INTER_LINEAR)
    top, left = (scaled.shape[0] - size) // 2, (scaled.shape[1] - size) // 2
    return scaled[top : top + size, left : left + size]


def tensor_of(image, mean, std):
    rgb = cv2.cvtColor(image, cv2.COLOR_BGR2RGB).astype(np.float32) * (1 / 255)
    return np.ascontiguousarray(((rgb - mean) / std).transpose(2, 0, 1)[None])


def classify(image, _size):
    mean = np.array([0.485, 0.456, 0.406], np.float32)
    std = np.array([0.229, 0.224, 0.225], np.float32)
    (logits,) = session.run(["logits"], {input_name(): tensor_of(center_crop(image, 224), mean, std)})
    scores = np.exp(logits[0] - logits[0].max())
    scores /= scores.sum()
    best = np.argsort(scores)[::-1][:10]
    return [(int(index), float(scores[index])) for index in best]


def decode_boxes(encodings, anchors):
    center = encodings[:, :2] / 10 * anchors[:, 2:] + anchors[:, :2]
    half = np.exp(encodings[:, 2:] / 5) * anchors[:, 2:] / 2
    return np.concatenate([center - half, center + half], axis=1)


def detect(image, size):
    height, width = size
    half = np.float32(0.5)
    names = ["scores", "box_encodings", "anchors"]
    scores, encodings, anchors = session.run(names, {input_name(): tensor_of(letter_free(image, 300), half, half)})
    edges = np.clip(decode_boxes(encodings[0], anchors), 0, 1) * np.array([height, width, height, width], np.float32)
    rows, columns = np.nonzero(scores[0] >= 0.01)
    chosen = edges[rows]
    boxes = np.stack([chosen[:, 1], chosen[:, 0], chosen[:, 3] - chosen[:, 1], chosen[:, 2] - chosen[:, 0]], axis=1)
    values = scores[0][rows, columns]
    kept = cv2.dnn.NMSBoxesBatched(boxes.tolist(), values.tolist(), columns.tolist(), 0.01, 0.6) if len(rows) else []
    best = sorted(kept, key=lambda index: -values[index])[:100]
    return [(int(columns[index]) + 1, float(values[index]), boxes[index].tolist()) for index in best]


def segment(image, size):
    height, width = size
    scale = 513 / max(height, width)
    scaled = cv2.resize(image, (round(width * scale), round(height * scale)), interpolation=cv2.INTER_LINEAR)
    half = np.float32(0.5)
    padded = np.full((513, 513, 3), 127.5, np.float32)
    padded[: scaled.shape[0], : scaled.shape[1]] = scaled
    tensor = np.ascontiguousarray((padded[:, :, ::-1] * (1 / 255) - half) / half).transpose(2, 0, 1)[None]
    (logits,) = session.run(["logits"], {input_name(): np.ascontiguousarray(tensor)})
    grid = logits[0] if logits.shape[3] == 21 else logits[0].transpose(1, 2, 0)
    full = cv2.resize(np.ascontiguousarray(grid), (513, 513), interpolation=cv2.INTER_LINEAR)
    classes = full[: scaled.shape[0], : scaled.shape[1]].argmax(axis=2).astype(np.uint8)
    mask = cv2.resize(classes, (width, height), interpolation=cv2.INTER_NEAREST)
    return np.bincount(mask.ravel(), minlength=21).tolist()


tasks = {"classification": classify, "detection": detect, "segmentation": segment}


def input_name():
    return session.get_inputs()[0].name


def read_full(path, _task):
    image = cv2.imread(path, cv2.IMREAD_COLOR)
    return image, image.shape[:2]


def jpeg_size(data):
    """Height and width from the frame header (ITU-T T.81, B.2.2)."""
    at = 2
    while not (0xC0 <= data[at + 1] <= 0xCF and data[at + 1] not in (0xC4, 0xC8, 0xCC)):
        at += 2 + int.from_bytes(data[at + 2 : at + 4])
    return int.from_bytes(data[at + 5 : at + 7]), int.from_bytes(data[at + 7 : at + 9])


def read_reduced(path, task):
    with open(path, "rb") as file:
        data = file.read()
    size = jpeg_size(data)
    flag = cv2.IMREAD_COLOR
    for factor, reduced in reductions:
        if enough[task](size[0] // factor, size[1] // factor):
            flag = reduced
    return cv2.imdecode(np.frombuffer(data, np.uint8), flag), size


reductions = [(2, cv2.IMREAD_REDUCED_COLOR_2), (4, cv2.IMREAD_REDUCED_COLOR_4), (8, cv2.IMREAD_REDUCED_COLOR_8)]
enough = {
    "classification": lambda height, width: min(height, width) >= 256,
    "detection": lambda height, width: min(height, width) >= 300,
    "segmentation": lambda height, width: max(height, width) >= 513,
}
readers = {"full": read_full, "reduced": read_reduced}


def start(model, task, decode):
    global session, answer_of, read
    cv2.setNumThreads(1)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    answer_of = tasks[task]
    read = lambda path: readers[decode](path, task)


def answer(path):
    return answer_of(*read(path))


def main():
    model, task, folder, count, decode = sys.argv[1:6]
    workers = int(count)
    paths = [os.path.join(folder, name) for name in sorted(os.listdir(folder))]
    pool = Pool(workers, start, (model, task, decode))
    pool.map(answer, paths[: workers * 4], chunksize=4)
    before = dict(pool.map(cpu_of, range(workers * 8), chunksize=1))
    own_before = time.process_time()
    began = time.perf_counter()
    results = pool.map(answer, paths, chunksize=4)
    seconds = time.perf_counter() - began
    own = time.process_time() - own_before
    pool.close()
    pool.join()
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    total = usage.ru_utime + usage.ru_stime
    print(json.dumps({"photos": len(results), "seconds": seconds, "cpuSeconds": own + total - sum(before.values())}))


def cpu_of(_turn):
    """CPU seconds of the process that gets this turn; the pause lets each process have one."""
    time.sleep(0.005)
    return os.getpid(), time.process_time()


if __name__ == "__main__":
    main()
