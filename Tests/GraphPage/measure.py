"""How fast a page is: measure.py FILE. Times in milliseconds, sizes in MB; medians of five loads."""

import pathlib
import statistics
import sys

from browser import chromium, opened

LOADS = 5
# From the key to the frame after the page has drawn what matches: the wait for more keys is part of it.
TYPE = """words => new Promise(done => {
  const field = document.getElementById('search')
  const status = document.querySelector('[role=status]')
  const start = performance.now()
  const watch = new MutationObserver(() => {
    watch.disconnect()
    const drawn = performance.now()
    requestAnimationFrame(() => setTimeout(() => done([drawn - start, performance.now() - start])))
  })
  watch.observe(status, { childList: true, characterData: true, subtree: true })
  field.value = words
  field.dispatchEvent(new Event('input'))
})"""
WORK = "words => { const start = performance.now(); viewOf(page.model, words, 0); return performance.now() - start }"


def heap(session):
    session.send("HeapProfiler.collectGarbage")
    return f"{session.send('Runtime.getHeapUsage')['usedSize'] / 1e6:.1f} MB"


def median(values):
    return round(statistics.median(values), 1)


def loads(browser, path):
    for _ in range(LOADS):
        with opened(browser, path, is_judged=False) as result:
            page = result.page
            first = page.evaluate("performance.getEntriesByName('interactive')[0].startTime")
            painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0")
            yield first, painted


def searches(page):
    words = ["e", "ex", "exa", "example", "team-7", "team-77.", "*.example.com", "app-1234.team-34.example.com", "section-3",
             "team-5 section-9", "nothing like it"]
    for text in words:
        drawn, framed = page.evaluate(TYPE, text)
        found = page.get_by_role("status").inner_text().replace("\u202f", " ")
        yield text, page.evaluate(WORK, text), drawn, framed, found


def main():
    path = pathlib.Path(sys.argv[1]).resolve()
    print(f"size              {path.stat().st_size / 1e6:.2f} MB")
    with chromium() as browser:
        times = list(loads(browser, path))
        print(f"interactive       {median(time for time, _ in times)} ms")
        print(f"first paint       {median(time for _, time in times)} ms")
        with opened(browser, path, is_judged=False) as result:
            page = result.page
            session = page.context.new_cdp_session(page)
            print(f"heap              {heap(session)}")
            for text, work, drawn, framed, found in searches(page):
                print(f"search {text!r:32} data {work:6.1f} ms, shown after {drawn:6.1f} ms, frame {framed:6.1f} ms: {found}")
            print(f"heap after search {heap(session)}")
            print(f"elements          {page.evaluate('document.querySelectorAll(`*`).length')}")


if __name__ == "__main__":
    main()
