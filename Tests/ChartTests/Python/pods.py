"""Stands in for what makes Pods of a Deployment, mounts their volumes, and lists the ready ones behind a Service."""

import json
import shutil
import signal
import threading
import urllib.request

import chart
from controlplane import Child, free_ports, own_address, wait
from volume import Volume

def environment(control, namespace, spec, folder):
    """Of the first container; where the API server is, and the files of the token that would be mounted."""
    env = {value["name"]: value["value"] for value in spec["containers"][0].get("env", [])}
    env |= {"KUBERNETES_SERVICE_HOST": "127.0.0.1", "KUBERNETES_SERVICE_PORT": str(control.port)}
    if spec["automountServiceAccountToken"]:
        account = f"/api/v1/namespaces/{namespace}/serviceaccounts/{spec['serviceAccountName']}/token"
        body = {"apiVersion": "authentication.k8s.io/v1", "kind": "TokenRequest", "spec": {}}
        status, text = control.request("POST", account, body)
        assert status == 201, text
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "token").write_text(json.loads(text)["status"]["token"])
        env |= {"ALB_ADMISSION_KUBE_TOKEN_FILE": str(folder / "token"), "ALB_ADMISSION_KUBE_CA_FILE": str(control.ca)}
    return env


class OneShot(threading.Thread):
    """Runs the Pod of that name when it is made; `connect` stands for what DNS and Service would say."""

    def __init__(self, control, namespace, name, connect):
        super().__init__(daemon=True)
        self.control, self.namespace, self.connect = control, namespace, connect
        self.path = f"/api/v1/namespaces/{namespace}/pods/{name}"
        self.output = None

    def run(self):
        pod = wait(lambda: self.control.get(self.path), self.path)
        spec = pod["spec"]
        env = environment(self.control, self.namespace, spec, self.control.folder / "one-shot")
        result = chart.run(spec["containers"][0]["args"], env={**env, "ALB_ADMISSION_CONNECT": self.connect})
        self.output = result.stdout + result.stderr
        phase = "Failed" if result.returncode else "Succeeded"
        self.control.request("PATCH", f"{self.path}/status", {"status": {"phase": phase}},
                             content="application/merge-patch+json")


class Pod:
    """A process with the arguments, the environment and the mounts of the Pod's container."""

    def __init__(self, control, deployment, number, address):
        self.control = control
        namespace = deployment["metadata"]["namespace"]
        spec = deployment["spec"]["template"]["spec"]
        container = spec["containers"][0]
        self.folder = control.folder / f"pod-{number}"
        self.volumes = []
        mounts = {}
        for mount in container["volumeMounts"]:
            volume = next(value for value in spec["volumes"] if value["name"] == mount["name"])
            folder = self.folder / "root" / mount["mountPath"].lstrip("/")
            self.volumes.append(Volume(control, namespace, volume, folder))
            mounts[mount["mountPath"]] = str(folder)
        for volume in self.volumes:
            wait(volume.update, f"volume {volume.path}")
        ports = free_ports(3, address)
        self.port, self.probes, self.metrics_port = ports
        self.address = address
        listen = dict(zip(("--bind-address", "--health-probe-bind-address", "--metrics-bind-address"), ports))
        arguments = []
        for argument in container["args"]:
            flag, _, value = argument.partition("=")
            if flag in listen:
                argument = f"{flag}={address}:{listen[flag]}"
            for path, folder in mounts.items():
                argument = argument.replace(path, folder)
            arguments.append(argument)
        env = environment(control, namespace, spec, self.folder)
        self.is_terminating = False
        self.child = Child([chart.BINARY, *arguments], self.folder / "log", env)

    def page(self, port, path):
        try:
            with urllib.request.urlopen(f"http://{self.address}:{port}{path}", timeout=5) as response:
                return response.read().decode()
        except OSError:
            return None

    @property
    def is_ready(self):
        return self.child.is_running and not self.is_terminating and self.page(self.probes, "/readyz") is not None

    def metrics(self):
        return self.page(self.metrics_port, "/metrics") or ""

    def metric(self, series):
        """A value of the metrics page; zero while there is no such series."""
        rows = [line for line in self.metrics().splitlines() if line.startswith(f"{series} ")]
        return float(rows[0].rsplit(" ", 1)[1]) if rows else 0


class Pods:
    """The Pods of the Deployment that is in the API server, and the Endpoints of its Service."""

    def __init__(self, control, namespace, name):
        self.control, self.namespace, self.name = control, namespace, name
        self.address = own_address()
        self.pods, self.number, self.written = [], 0, None
        self.lock = threading.Lock()
        self.is_stopped = threading.Event()
        # As when the kubelet has not looked again yet.
        self.is_paused = False
        self.thread = threading.Thread(target=self.run, daemon=True)

    def deployment(self):
        return self.control.get(f"/apis/apps/v1/namespaces/{self.namespace}/deployments/{self.name}")

    def begin(self):
        for _ in range(self.deployment()["spec"]["replicas"]):
            self.add()
        self.thread.start()

    def add(self):
        self.number += 1
        pod = Pod(self.control, self.deployment(), self.number, self.address)
        with self.lock:
            self.pods.append(pod)
        return pod

    def run(self):
        while not self.is_stopped.wait(0.1):
            if self.is_paused:
                continue
            try:
                self.synchronize()
            except OSError:
                pass  # The API server is away.

    def synchronize(self):
        with self.lock:
            pods = list(self.pods)
        for pod in pods:
            for volume in pod.volumes:
                volume.update()
        self.publish([pod.port for pod in pods if pod.is_ready])

    def publish(self, ports):
        if ports == self.written:
            return
        addresses = [{"ip": self.address}]
        subsets = [{"addresses": addresses, "ports": [{"name": "webhook", "port": port}]} for port in ports]
        path = f"/api/v1/namespaces/{self.namespace}/endpoints"
        body = {"apiVersion": "v1", "kind": "Endpoints", "metadata": {"name": self.name}, "subsets": subsets}
        status, text = self.control.request("PUT", f"{path}/{self.name}", body)
        if status == 404:
            status, text = self.control.request("POST", path, body)
        if status in (200, 201):
            self.written = ports

    def ready(self, count):
        """Waits until so many are behind the Service."""
        def condition():
            for pod in self.pods:
                assert pod.child.is_running or pod.is_terminating, pod.child.tail()
            return len(self.written or []) == count
        wait(condition, f"{count} Pods behind the Service: {[pod.child.tail() for pod in self.pods]}")

    def remove(self, pod):
        """SIGTERM, as a Pod that is deleted gets it; its exit code."""
        pod.is_terminating = True
        code = pod.child.stop(signal.SIGTERM)
        self.forget(pod)
        return code

    def forget(self, pod):
        with self.lock:
            self.pods.remove(pod)
        shutil.rmtree(pod.folder, ignore_errors=True)

    def roll(self):
        """maxSurge 1, maxUnavailable 0: a new one is ready before an old one is told to end. Exit codes."""
        codes = []
        for pod in list(self.pods):
            count = len(self.pods)
            self.add()
            self.ready(count + 1)
            codes.append(self.remove(pod))
        return codes

    def stop(self):
        self.is_stopped.set()
        if self.thread.is_alive():
            self.thread.join()
        for pod in list(self.pods):
            pod.child.stop()
            self.forget(pod)
