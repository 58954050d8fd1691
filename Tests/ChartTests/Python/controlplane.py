"""etcd and kube-apiserver on this machine, with their data in a temporary folder."""

import http.client
import json
import os
import pathlib
import secrets
import signal
import socket
import ssl
import subprocess
import tempfile
import threading
import time

ASSETS = pathlib.Path(os.environ.get("KUBEBUILDER_ASSETS", "/nonexistent"))
MISSING = [name for name in ("etcd", "kube-apiserver", "kubectl") if not os.access(ASSETS / name, os.X_OK)]
HINT = "needs KUBEBUILDER_ASSETS, a folder with etcd, kube-apiserver and kubectl"


def wait(condition, what, seconds=60):
    end = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f"not within {seconds} s: {what}")
        time.sleep(0.05)


def free_ports(count, host="127.0.0.1"):
    held = [socket.create_server((host, 0)) for _ in range(count)]
    ports = [value.getsockname()[1] for value in held]
    for value in held:
        value.close()
    return ports


def own_address():
    """An address of this machine that is not loopback, which Endpoints may not have; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return None
        address = probe.getsockname()[0]
    return None if address.startswith("127.") else address


class Child:
    """A program that ends with this one."""

    def __init__(self, arguments, log, env=None):
        self.log = log
        with open(log, "ab") as file:
            self.process = subprocess.Popen(
                ["setpriv", "--pdeathsig", "KILL", "--", *map(str, arguments)],
                stdin=subprocess.DEVNULL, stdout=file, stderr=file, env={**os.environ, **(env or {})},
            )

    @property
    def is_running(self):
        return self.process.poll() is None

    @property
    def state(self):
        """A letter of proc(5): T is stopped."""
        return pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()[0]

    def stop(self, number=signal.SIGKILL, seconds=60):
        if self.is_running:
            self.process.send_signal(number)
        return self.process.wait(seconds)

    def text(self):
        return pathlib.Path(self.log).read_text(errors="replace")

    def tail(self):
        return self.text()[-3000:]


class ControlPlane:
    def __init__(self, flags=lambda folder: []):
        """`flags` are further ones of kube-apiserver, which may name files in the folder."""
        self.temporary = tempfile.TemporaryDirectory(prefix="chart-")
        self.folder = pathlib.Path(self.temporary.name)
        self.token = secrets.token_hex(16)
        self.port, client, peer = free_ports(3)
        etcd, peers = f"http://127.0.0.1:{client}", f"http://127.0.0.1:{peer}"
        self.etcd = Child([
            ASSETS / "etcd", "--data-dir", self.folder / "etcd", "--listen-client-urls", etcd,
            "--advertise-client-urls", etcd, "--listen-peer-urls", peers, "--initial-advertise-peer-urls", peers,
            "--initial-cluster", f"default={peers}",
        ], self.folder / "etcd.log")
        for arguments in (["genrsa", "-out", "sa.key", "2048"], ["rsa", "-in", "sa.key", "-pubout", "-out", "sa.pub"]):
            subprocess.run(["openssl", *arguments], cwd=self.folder, check=True, capture_output=True)
        self.write("tokens.csv", f"{self.token},admin,admin,system:masters\n")
        self.write("audit.json", json.dumps(
            {"apiVersion": "audit.k8s.io/v1", "kind": "Policy", "rules": [{"level": "Metadata"}]}))
        self.arguments = [
            ASSETS / "kube-apiserver", f"--etcd-servers={etcd}", f"--secure-port={self.port}",
            "--bind-address=127.0.0.1", "--advertise-address=127.0.0.1", f"--cert-dir={self.folder / 'certs'}",
            f"--token-auth-file={self.folder / 'tokens.csv'}", "--authorization-mode=RBAC",
            "--service-account-issuer=https://kubernetes.default.svc",
            f"--service-account-signing-key-file={self.folder / 'sa.key'}",
            f"--service-account-key-file={self.folder / 'sa.pub'}", "--service-cluster-ip-range=10.0.0.0/24",
            "--disable-admission-plugins=ServiceAccount", "--endpoint-reconciler-type=none",
            # There is no kube-proxy: the API server itself goes from a Service to the Pods.
            "--enable-aggregator-routing=true",
            f"--audit-policy-file={self.folder / 'audit.json'}", f"--audit-log-path={self.folder / 'audit.log'}",
            *flags(self.folder),
        ]
        self.restarts, self.is_back = 0, threading.Event()
        self.is_back.set()
        self.start()
        self.kubeconfig = self.write("kubeconfig", json.dumps({
            "apiVersion": "v1", "kind": "Config", "current-context": "test",
            "clusters": [{"name": "test", "cluster": {"server": f"https://127.0.0.1:{self.port}",
                                                      "certificate-authority": str(self.ca)}}],
            "users": [{"name": "admin", "user": {"token": self.token}}],
            "contexts": [{"name": "test", "context": {"cluster": "test", "user": "admin"}}],
        }))

    def write(self, name, text):
        path = self.folder / name
        path.write_text(text)
        return path

    @property
    def ca(self):
        return self.folder / "certs" / "apiserver.crt"

    def start(self):
        self.server = Child(self.arguments, self.folder / "kube-apiserver.log")

        def is_ready():
            assert self.server.is_running, self.server.tail()
            try:
                return self.get("/readyz", raw=True) == "ok"
            except (OSError, http.client.HTTPException):
                return False

        wait(is_ready, "kube-apiserver", 120)

    def restart(self):
        self.restarts += 1
        self.is_back.clear()
        self.server.stop()
        self.start()
        self.is_back.set()

    def stop(self):
        self.server.stop()
        self.etcd.stop()
        self.temporary.cleanup()

    def connection(self, timeout=30):
        trust = ssl.create_default_context(cafile=str(self.ca))
        return http.client.HTTPSConnection("127.0.0.1", self.port, context=trust, timeout=timeout)

    def request(self, method, path, body=None, connection=None, content="application/json"):
        """Status and text."""
        own = connection or self.connection()
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": content, "Accept": "application/json"}
        own.request(method, path, None if body is None else json.dumps(body), headers)
        response = own.getresponse()
        text = response.read().decode()
        if connection is None:
            own.close()
        return response.status, text

    def get(self, path, raw=False):
        status, text = self.request("GET", path)
        if raw:
            return text
        return json.loads(text) if status == 200 else None

    def kubectl(self, *arguments, input=None):
        return subprocess.run(
            [ASSETS / "kubectl", "--kubeconfig", self.kubeconfig, "--cache-dir", self.folder / "cache", *arguments],
            input=input, capture_output=True, text=True, timeout=120,
        )

    def prepare(self, *arguments, input=None):
        result = self.kubectl(*arguments, input=input)
        assert result.returncode == 0, f"kubectl {' '.join(arguments)}: {result.stderr}"
        return result.stdout

    def audited(self):
        return [json.loads(line) for line in (self.folder / "audit.log").read_text().splitlines()]
