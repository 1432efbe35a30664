// What a browser with scripts adds: the page follows what happens, and a choice of person needs no second click.
const { version } = document.body.dataset;
const news = document.querySelector(".news");

// Whoever writes, chooses or has something unfolded is told of news instead of losing their place.
const isBusy = () =>
  [...document.querySelectorAll("main textarea, main input[type=text], main input:not([type])")].some(
    (field) => field === document.activeElement || field.value !== field.defaultValue,
  ) || document.querySelector("main details[open]") !== null;

const tell = () => {
  if (news === null || !news.hidden) return;
  const link = document.createElement("a");
  link.href = location.href.replace(/#.*$/, "");
  link.textContent = "Show it";
  news.append("Something has changed. ", link);
  news.hidden = false;
};

const look = async () => {
  const answer = await fetch("/-/version").catch(() => undefined);
  if (answer?.ok && (await answer.text()) !== version) {
    if (isBusy()) tell();
    else {
      location.reload();
      return;
    }
  }
  setTimeout(look, 1500);
};

if (version !== undefined) setTimeout(look, 1500);

for (const select of document.querySelectorAll("select[data-send]")) {
  select.addEventListener("change", () => select.form.requestSubmit());
}

for (const form of document.querySelectorAll("form")) {
  form.addEventListener("submit", () => form.setAttribute("aria-busy", "true"));
}
