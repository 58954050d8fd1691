// The keyboard: / and Escape for the search field, arrows for what folds.

const moveBetweenFolds = (button, step) => {
  const all = [...document.querySelectorAll(".fold")].filter((other) => other.offsetParent !== null);
  const next = all[all.indexOf(button) + step];
  if (next) next.focus();
  else if (step < 0) page.parts.search.focus();
};

const parentFold = (button) =>
  button.closest(".body > *")?.closest(".body")?.parentElement.querySelector(".fold") ?? null;

const foldKey = (button, key) => {
  const node = folds.get(button);
  if (key === "ArrowDown") moveBetweenFolds(button, 1);
  else if (key === "ArrowUp") moveBetweenFolds(button, -1);
  else if (key === "ArrowRight" && !node.isOpen()) node.open(true);
  else if (key === "ArrowRight") node.content.element.querySelector(".fold")?.focus();
  else if (key === "ArrowLeft" && node.isOpen()) node.open(false);
  else if (key === "ArrowLeft") parentFold(button)?.focus();
  else return false;
  return true;
};

const onKey = (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const { target, key } = event;
  const isTyping = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  let isDone = false;
  if (key === "/" && !isTyping) {
    page.parts.search.focus();
    page.parts.search.select();
    isDone = true;
  } else if (key === "Escape" && page.parts.search.value !== "") {
    clearSearch();
    isDone = true;
  } else if (key === "ArrowDown" && target === page.parts.search) {
    const first = document.querySelector(".fold");
    first?.focus();
    isDone = Boolean(first);
  } else if (folds.has(target)) {
    isDone = foldKey(target, key);
  }
  if (isDone) event.preventDefault();
};

