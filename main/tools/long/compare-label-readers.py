"""Compares exports of label-formats.ts with what public readers make of them.

    node scripts/run-ts.mjs main/tools/long/label-formats.ts FOLDER
    pip install pycocotools labelformat supervision labelme
    python main/tools/long/compare-label-readers.py FOLDER

Prints the largest difference in pixels per reader and ends with 1 when one is above a hundredth of a pixel.
"""

import json
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np

folder = Path(sys.argv[1])
failures = []


def expected(name):
    return json.loads((folder / "expected" / f"{name}.json").read_text())


def boxes_of(dataset):
    """(class, x, y, right, bottom) of the boxes by file."""
    found = {}
    for image in dataset["images"]:
        found[image["file"]] = [
            (label["className"], s["x"], s["y"], s["x"] + s["width"], s["y"] + s["height"])
            for label in image["labels"]
            if (s := label["shape"])["kind"] == "box"
        ]
    return found


def polygons_of(dataset):
    return {
        image["file"]: [
            (label["className"], *label["shape"]["rings"][0]["points"]) for label in image["labels"] if label["shape"]["kind"] == "polygon"
        ]
        for image in dataset["images"]
    }


def pixels_of(mask):
    flat = np.repeat(np.arange(len(mask["runs"])) % 2, mask["runs"])
    return flat.reshape(mask["height"], mask["width"]).astype(bool)


def runs_of(shape):
    runs = shape["runs"]
    return {**shape, "runs": runs if isinstance(runs, list) else list(runs.values())}


def largest_difference(wanted, found):
    """Largest difference of the numbers behind the class, each entry against the nearest of its class."""
    worst = 0.0
    for file, entries in wanted.items():
        others = list(found.get(file, []))
        if len(others) != len(entries):
            return float("inf")
        for entry in entries:
            same = [o for o in others if o[0] == entry[0] and len(o) == len(entry)]
            if not same:
                return float("inf")
            nearest = min(same, key=lambda o: max(abs(a - b) for a, b in zip(entry[1:], o[1:])))
            worst = max(worst, max(abs(a - b) for a, b in zip(entry[1:], nearest[1:])))
            others.remove(nearest)
    return worst


def report(what, difference, limit=0.01):
    count = "" if difference <= limit else "  FAIL"
    print(f"{what}: largest difference {difference:.6f} px{count}")
    if not difference <= limit:
        failures.append(what)


def check_coco():
    from pycocotools import mask as masks
    from pycocotools.coco import COCO

    coco = COCO(str(folder / "coco" / "annotations" / "instances.json"))
    dataset = expected("coco")
    names = {c["id"]: c["name"] for c in coco.loadCats(coco.getCatIds())}
    files = {i["id"]: i["file_name"] for i in coco.loadImgs(coco.getImgIds())}
    boxes, polygons, rasters = defaultdict(list), defaultdict(list), defaultdict(list)
    for annotation in coco.loadAnns(coco.getAnnIds()):
        file, name = files[annotation["image_id"]], names[annotation["category_id"]]
        x, y, w, h = annotation["bbox"]
        if annotation["segmentation"] == []:
            boxes[file].append((name, x, y, x + w, y + h))
            continue
        raster = coco.annToMask(annotation).astype(bool)
        if isinstance(annotation["segmentation"], list):
            polygons[file].append((name, *annotation["segmentation"][0]))
            runs = masks.merge(masks.frPyObjects(annotation["segmentation"], *raster.shape))
        else:
            rasters[file].append(raster)
            runs = annotation["segmentation"]
            if int(masks.area(runs)) != annotation["area"]:
                failures.append("COCO area")
        around = masks.toBbox(runs)
        if max(abs(around - np.array([x, y, w, h]))) > 1.01:
            failures.append(f"COCO bbox {annotation['id']}")
    report("COCO boxes, pycocotools", largest_difference(boxes_of(dataset), boxes))
    report("COCO polygons, pycocotools", largest_difference(polygons_of(dataset), polygons))
    wanted = {
        image["file"]: [pixels_of(runs_of(label["shape"])) for label in image["labels"] if label["shape"]["kind"] == "mask"]
        for image in dataset["images"]
    }
    same = all(
        len(list_) == len(rasters[file]) and all(any(np.array_equal(a, b) for b in rasters[file]) for a in list_)
        for file, list_ in wanted.items()
    )
    print(f"COCO masks, pycocotools: {sum(map(len, wanted.values()))} {'the same' if same else 'differ FAIL'}")
    if not same:
        failures.append("COCO masks")


def objects_by_file(labels):
    found = {}
    for entry in labels:
        found[Path(entry.image.filename).name] = [(o.category.name, o.box.xmin, o.box.ymin, o.box.xmax, o.box.ymax) for o in entry.objects]
    return found


def extents_of(dataset):
    """Boxes, and the boxes around masks."""
    found = boxes_of(dataset)
    for image in dataset["images"]:
        for label in image["labels"]:
            if label["shape"]["kind"] != "mask":
                continue
            rows, columns = np.nonzero(pixels_of(runs_of(label["shape"])))
            found[image["file"]].append((label["className"], columns.min(), rows.min(), columns.max() + 1, rows.max() + 1))
    return found


def check_voc():
    import supervision as sv
    from labelformat.formats.pascalvoc import PascalVOCObjectDetectionInput

    dataset = expected("voc")
    names = [c["name"] for c in dataset["classes"]]
    reader = PascalVOCObjectDetectionInput(folder / "voc" / "Annotations", ",".join(names))
    report("VOC boxes, labelformat", largest_difference(extents_of(dataset), objects_by_file(reader.get_labels())))
    found = {}
    read = sv.DetectionDataset.from_pascal_voc(str(folder / "voc" / "JPEGImages"), str(folder / "voc" / "Annotations"))
    for path, _, detections in read:
        # supervision takes the first pixel for number 1, as the devkit does: its left and top edges lie one pixel before.
        found[Path(path).name] = [
            (read.classes[c], b[0] + 1, b[1] + 1, b[2], b[3]) for b, c in zip(detections.xyxy.astype(float), detections.class_id)
        ]
    report("VOC boxes, supervision (its counting from 1 undone)", largest_difference(extents_of(dataset), found))


def check_yolo():
    import supervision as sv
    from labelformat.formats.yolov8 import YOLOv8InstanceSegmentationInput, YOLOv8ObjectDetectionInput

    root = folder / "yolo-detect"
    dataset = expected("yolo-detect")
    # labelformat opens data.yaml relative to itself.
    reader = YOLOv8ObjectDetectionInput(root / "data.yaml", "train")
    report("YOLO boxes, labelformat", largest_difference(boxes_of(dataset), objects_by_file(reader.get_labels())))
    found = {}
    read = sv.DetectionDataset.from_yolo(str(root / "images" / "train"), str(root / "labels" / "train"), str(root / "data.yaml"))
    for path, _, detections in read:
        found[Path(path).name] = [(read.classes[c], *map(float, b)) for b, c in zip(detections.xyxy, detections.class_id)]
    report("YOLO boxes, supervision", largest_difference(boxes_of(dataset), found))
    found = {}
    reader = YOLOv8InstanceSegmentationInput(folder / "yolo-segment" / "data.yaml", "train")
    for entry in reader.get_labels():
        found[Path(entry.image.filename).name] = [
            (o.category.name, *[value for point in o.segmentation.polygons[0] for value in point]) for o in entry.objects
        ]
    report("YOLO polygons, labelformat", largest_difference(polygons_of(expected("yolo-segment")), found))


def check_labelme():
    from labelme._label_file import _load_shape_json_obj

    dataset = expected("labelme")
    boxes, polygons, masks = defaultdict(list), defaultdict(list), 0
    wanted_masks = {
        (image["file"], label["className"]): pixels_of(runs_of(label["shape"]))
        for image in dataset["images"]
        for label in image["labels"]
        if label["shape"]["kind"] == "mask"
    }
    for path in sorted((folder / "labelme").glob("*.json")):
        document = json.loads(path.read_text())
        file = document["imagePath"]
        for shape in map(_load_shape_json_obj, document["shapes"]):
            flat = [value for point in shape["points"] for value in point]
            if shape["shape_type"] == "rectangle":
                boxes[file].append((shape["label"], *flat))
            elif shape["shape_type"] == "polygon":
                polygons[file].append((shape["label"], *flat))
            else:
                left, top, right, bottom = map(int, flat)
                whole = np.zeros((document["imageHeight"], document["imageWidth"]), bool)
                whole[top : bottom + 1, left : right + 1] = shape["mask"]
                masks += np.array_equal(whole, wanted_masks[(file, shape["label"])])
    report("LabelMe boxes, labelme", largest_difference(boxes_of(dataset), boxes))
    report("LabelMe polygons, labelme", largest_difference(polygons_of(dataset), polygons))
    import supervision as sv

    read = sv.DetectionDataset.from_labelme(str(folder / "labelme"), str(folder / "labelme"))
    print(f"LabelMe files, supervision: {len(read)} read of {len(dataset['images'])}")
    if len(read) != len(dataset["images"]):
        failures.append("LabelMe files")
    print(f"LabelMe masks, labelme: {masks} of {len(wanted_masks)} the same")
    if masks != len(wanted_masks):
        failures.append("LabelMe masks")


def check_cvat():
    from labelformat.formats.cvat import CVATObjectDetectionInput

    reader = CVATObjectDetectionInput(folder / "cvat" / "annotations.xml")
    report("CVAT boxes, labelformat", largest_difference(boxes_of(expected("cvat")), objects_by_file(reader.get_labels())))


def check_createml():
    import supervision as sv

    dataset = expected("createml")
    root = folder / "createml"
    read = sv.DetectionDataset.from_createml(str(root), str(root / "_annotations.createml.json"))
    found = {Path(p).name: [(read.classes[c], *map(float, b)) for b, c in zip(d.xyxy, d.class_id)] for p, _, d in read}
    report("Create ML boxes, supervision", largest_difference(boxes_of(dataset), found))


def check_masks():
    from PIL import Image

    dataset = expected("mask-png")
    names = [c["name"] for c in dataset["classes"]]
    wrong = 0
    for image in dataset["images"]:
        picture = np.array(Image.open(folder / "mask-png" / "masks" / (Path(image["file"]).stem + ".png")))
        wanted = np.zeros(picture.shape, np.uint8)
        for label in image["labels"]:
            wanted[pixels_of(runs_of(label["shape"]))] = names.index(label["className"]) + 1
        wrong += int((picture != wanted).sum())
    print(f"mask pictures, Pillow: {wrong} wrong pixels")
    if wrong:
        failures.append("mask pictures")


for check in (check_coco, check_voc, check_yolo, check_labelme, check_cvat, check_createml, check_masks):
    try:
        check()
    except Exception as error:  # a reader that refuses the file is a finding
        print(f"{check.__name__}: {type(error).__name__}: {error}  FAIL")
        failures.append(check.__name__)
sys.exit(1 if failures else 0)
