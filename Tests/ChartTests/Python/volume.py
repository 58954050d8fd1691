"""A ConfigMap or Secret as a folder, as the kubelet writes it."""

import base64
import os

MAP_OR_SECRET = {"configMap": ("configmaps", "name"), "secret": ("secrets", "secretName")}


class Volume:
    """A volume as the kubelet writes it: files are links to ..data/FILE, and ..data is a link that is swapped."""

    def __init__(self, control, namespace, volume, folder):
        self.control, self.folder, self.count = control, folder, 0
        kind = next(kind for kind in MAP_OR_SECRET if kind in volume)
        plural, key = MAP_OR_SECRET[kind]
        self.path = f"/api/v1/namespaces/{namespace}/{plural}/{volume[kind][key]}"
        self.items = {item["key"]: item["path"] for item in volume[kind].get("items", [])}
        self.is_secret = kind == "secret"
        self.written = None
        folder.mkdir(parents=True)

    def update(self):
        found = self.control.get(self.path)
        if found is None:
            return self.written is not None
        data = found.get("data") or {}
        if data == self.written:
            return True
        self.count += 1
        next = self.folder / f"..{self.count}"
        next.mkdir()
        for key, text in data.items():
            name = self.items.get(key) if self.items else key
            if name is None:
                continue
            (next / name).write_bytes(base64.b64decode(text) if self.is_secret else text.encode())
            if not (self.folder / name).is_symlink():
                (self.folder / name).symlink_to(f"..data/{name}")
        (self.folder / "..new").symlink_to(next.name)
        os.replace(self.folder / "..new", self.folder / "..data")
        self.written = data
        return True
