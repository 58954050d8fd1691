"""Creates that go on while something happens, by the API and with kubectl."""

import http.client
import json
import threading
import time

GOOD = {
    "apiVersion": "networking.k8s.io/v1", "kind": "Ingress", "metadata": {"name": "shop", "namespace": "default"},
    "spec": {"rules": [{"host": "shop.example.com", "http": {"paths": [{
        "path": "/", "pathType": "Prefix", "backend": {"service": {"name": "web", "port": {"number": 80}}}}]}}]},
}
BAD = {**GOOD, "metadata": {"name": "aliyun-shop", "namespace": "default"}, "spec": {
    **GOOD["spec"], "ingressClassName": "alb"}}
PATH = "/apis/networking.k8s.io/v1/namespaces/default/ingresses?dryRun=All"


class Load:
    """Counts creates that were checked, that passed unchecked, that were not filled in, and that failed.

    Nothing is stored. What fills in has the policy Ignore whatever checks: one is not filled in where the API server has
    waited for as long as it may, which a machine that is busy can bring about.
    """

    def __init__(self, control, connections=2):
        self.control, self.restartsBefore = control, control.restarts
        self.checked = self.unchecked = self.unfilled = self.kubectls = self.broken = 0
        self.failures = []
        self.lock = threading.Lock()
        self.is_stopped = threading.Event()
        self.threads = [threading.Thread(target=self.creates, args=(number,)) for number in range(connections)]
        self.threads.append(threading.Thread(target=self.commands))
        for thread in self.threads:
            thread.start()

    def __enter__(self):
        self.until(30)
        return self

    def __exit__(self, *_):
        self.is_stopped.set()
        for thread in self.threads:
            thread.join()

    def until(self, more, seconds=60):
        """Waits for so many more answers, and for one of kubectl."""
        end = time.monotonic() + seconds
        goal = self.answered + more
        kubectls = self.kubectls
        while self.answered < goal or self.kubectls == kubectls:
            assert time.monotonic() < end, f"no more answers; {self}"
            time.sleep(0.05)

    @property
    def answered(self):
        return self.checked + self.unchecked + self.unfilled

    def note(self, is_checked, failure, is_bad=False):
        with self.lock:
            if failure:
                self.failures.append(failure)
            elif is_checked:
                self.checked += 1
            elif is_bad:
                self.unchecked += 1
            else:
                self.unfilled += 1

    def creates(self, number):
        connection = None
        while not self.is_stopped.is_set():
            number += 1
            body = BAD if number % 4 == 0 else GOOD
            try:
                connection = connection or self.control.connection(timeout=15)
                status, text = self.control.request("POST", PATH, body, connection)
            except (OSError, http.client.HTTPException):
                self.lost()
                connection = None
                continue
            finally:
                time.sleep(0.01)
            if body is GOOD:
                is_checked = status == 201 and json.loads(text)["spec"].get("ingressClassName") == "alb"
                self.note(is_checked, None if status == 201 else f"{status} {text}")
            else:
                is_checked = status == 422 and "[ALB102]" in text
                self.note(is_checked, None if is_checked or status == 201 else f"{status} {text}", is_bad=True)
        if connection:
            connection.close()

    def lost(self):
        """The API server itself is away; nobody is sent to it before it says that it is ready."""
        with self.lock:
            self.broken += 1
        self.control.is_back.wait()

    def commands(self):
        while not self.is_stopped.is_set():
            self.control.is_back.wait()
            restarts = self.control.restarts
            result = self.control.kubectl("create", "--dry-run=server", "-o", "json", "-f", "-", input=json.dumps(GOOD))
            if result.returncode and self.control.restarts != restarts:
                continue
            is_checked = '"ingressClassName": "alb"' in result.stdout
            self.note(is_checked, result.stderr if result.returncode else None)
            self.kubectls += 1

    @property
    def restarts(self):
        return self.control.restarts - self.restartsBefore

    def __repr__(self):
        return (f"{self.checked} checked, {self.unchecked} unchecked, {self.unfilled} not filled in, {self.kubectls} of kubectl, "
                f"{self.broken} lost with the API server, failures: {self.failures[:3]}")
