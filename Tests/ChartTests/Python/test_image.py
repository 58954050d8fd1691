"""The program inside the file system of the image, which is assembled without Docker."""

import json
import os
import pathlib
import re
import shutil
import signal
import ssl
import subprocess
import sys
import tempfile
import unittest
import urllib.request

import chart
from controlplane import Child, free_ports, wait

ASSEMBLE = chart.FOLDER / "assemble-rootfs"
REVIEW = chart.CHECKOUT / "Tests" / "Recorded" / "kubernetes-1.36" / "030-validate-create-ingresses.json"
USER = str(chart.DEFAULTS["podSecurityContext"]["runAsUser"])


def can_mount():
    return os.getuid() == 0 and subprocess.run(["unshare", "-m", "true"], capture_output=True).returncode == 0


def setUpModule():
    global root, temporary
    temporary = tempfile.TemporaryDirectory(prefix="image-")
    root = pathlib.Path(temporary.name) / "root"
    made = subprocess.run([ASSEMBLE, chart.BINARY, root], capture_output=True, text=True)
    assert made.returncode == 0, made.stderr


def tearDownModule():
    temporary.cleanup()


def inside(*arguments, mounts=()):
    """In a mount namespace of its own: /proc as in a container, the root read-only, no other user than nonroot's."""
    lines = [f"mount --bind {root} {root}", f"mount --bind /proc {root}/proc"]
    lines += [f"mount --bind {outside} {root}{path}" for outside, path in mounts]
    lines.append(f"mount -o remount,ro,bind {root}")
    script = "set -e; " + "; ".join(lines) + f'; exec chroot --userspec={USER}:{USER} {root} "$@"'
    program = ["/usr/local/bin/alb-admission", *arguments]
    return ["unshare", "-m", "--", "env", "-i", "/bin/sh", "-c", script, "sh", *program]


class Image(unittest.TestCase):
    def test_there_is_one_program_and_no_shell(self):
        files = [path for path in root.rglob("*") if path.is_file() and not path.is_symlink()]
        programs = [path for path in files if os.access(path, os.X_OK) and ".so" not in path.name]
        self.assertEqual([path.relative_to(root).as_posix() for path in programs], ["usr/local/bin/alb-admission"])
        self.assertEqual([path for path in files if path.stat().st_mode & 0o6000], [])
        size = sum(path.stat().st_size for path in files)
        print(f"file system of the image: {size / 1e6:.1f} MB, of them the program "
              f"{programs[0].stat().st_size / 1e6:.1f} MB", file=sys.stderr)

    def test_a_missing_program_is_named(self):
        result = subprocess.run([ASSEMBLE, "/nonexistent", f"{root}-2"], capture_output=True, text=True)
        self.assertEqual(result.returncode, 66)
        self.assertIn("/nonexistent", result.stderr)
        self.assertEqual(subprocess.run([ASSEMBLE, chart.BINARY, root], capture_output=True).returncode, 73)

    @unittest.skipUnless(can_mount(), "needs root and mount namespaces")
    def test_version(self):
        result = subprocess.run(inside("version"), capture_output=True, text=True)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertRegex(result.stdout, r"OpenSSL 3\.")

    @unittest.skipUnless(can_mount(), "needs root and mount namespaces")
    def test_review_of_a_pipe(self):
        result = subprocess.run(inside("review", "-"), input=REVIEW.read_text(), capture_output=True, text=True)
        self.assertIn(result.returncode, (0, 1), result.stderr)
        self.assertEqual(json.loads(result.stdout)["kind"], "AdmissionReview")

    @unittest.skipUnless(can_mount(), "needs root and mount namespaces")
    def test_serve(self):
        certificates = pathlib.Path(temporary.name) / "certs"
        made = subprocess.run([chart.CHECKOUT / "certs" / "make-development-certs", certificates], capture_output=True)
        self.assertEqual(made.returncode, 0, made.stderr)
        for path in (certificates, *certificates.iterdir()):
            shutil.chown(path, int(USER), int(USER))
        # A container runtime makes the places of its mounts, too.
        (root / "etc/alb-admission/certs").mkdir(parents=True)
        webhook, probes, metrics = free_ports(3)
        server = Child(inside(
            "serve", f"--bind-address=127.0.0.1:{webhook}", f"--health-probe-bind-address=127.0.0.1:{probes}",
            f"--metrics-bind-address=127.0.0.1:{metrics}", "--cert-dir=/etc/alb-admission/certs", "--shutdown-delay=0s",
            mounts=[(certificates, "/etc/alb-admission/certs")],
        ), f"{temporary.name}/log")
        self.addCleanup(server.stop)

        def page(port, path):
            assert server.is_running, server.tail()
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as response:
                    return response.read().decode()
            except OSError:
                return None

        wait(lambda: page(probes, "/readyz"), "ready")
        self.assertIn("[+]", page(probes, "/livez?verbose"))
        self.assertIn("alb_admission_build_info", page(metrics, "/metrics"))
        trust = ssl.create_default_context(cafile=certificates / "ca.crt")
        for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
            trust.minimum_version = trust.maximum_version = version
            request = urllib.request.Request(f"https://localhost:{webhook}/validate", REVIEW.read_bytes(),
                                             {"Content-Type": "application/json"})
            with urllib.request.urlopen(request, context=trust, timeout=10) as response:
                self.assertIn("response", json.loads(response.read()))
        # There is no time zone: times are UTC.
        stamps = [line.get("time") or line.get("ts") for line in map(json.loads, server.tail().splitlines())]
        self.assertTrue(stamps and all(str(stamp).endswith("Z") for stamp in stamps), stamps)
        self.assertEqual(server.stop(signal.SIGTERM), 0)

    def test_openssl_finds_its_configuration(self):
        """Where the library looks for it, which is built into it."""
        folder = subprocess.run(["openssl", "version", "-d"], capture_output=True, text=True).stdout.split('"')[1]
        self.assertTrue((root / folder.lstrip("/") / "openssl.cnf").is_file())
        self.assertTrue((root / folder.lstrip("/") / "certs").is_symlink())

    def test_the_dockerfile_is_of_the_same_mind(self):
        text = (chart.FOLDER / "Dockerfile").read_text()
        self.assertIn("charts/alb-admission/assemble-rootfs", text)
        self.assertIn(f"USER {USER}:{USER}", text)
        server = chart.DEFAULTS["server"]
        self.assertIn(f"EXPOSE {server['webhookPort']} {server['probePort']} {server['metricsPort']}", text)
        self.assertIn('ENTRYPOINT ["/usr/local/bin/alb-admission"]', text)
        allowed = re.findall(r"^!(.*)$", (chart.FOLDER / "Dockerfile.dockerignore").read_text(), re.M)
        copied = re.findall(r"^COPY (?!--)(\S+) ", text, re.M)
        self.assertEqual(set(copied), set(allowed))
        with tempfile.TemporaryDirectory() as context:
            for name in copied:
                source = chart.CHECKOUT / name
                target = pathlib.Path(context) / name
                target.parent.mkdir(parents=True, exist_ok=True)
                (shutil.copytree if source.is_dir() else shutil.copy)(source, target)
            described = subprocess.run(["swift", "package", "--package-path", context, "describe", "--type", "json"],
                                       capture_output=True, text=True)
            self.assertEqual(described.returncode, 0, described.stderr)


if __name__ == "__main__":
    unittest.main()
