// Asks for an address and tells what came: where it ended, whether it is a page, how that page is built, and where it leads.

async (path) => {
  const answer = await fetch(path);
  const here = (url) => url.pathname + url.search;
  const found = { status: answer.status, path: here(new URL(answer.url)), page: false, build: "", links: [] };
  const text = await answer.text();
  if (!answer.headers.get("content-type")?.startsWith("text/html")) return found;
  const page = new DOMParser().parseFromString(text, "text/html");
  const parts = [...page.querySelectorAll("main > :not(.flash)")].map((part) => `${part.localName}.${part.className}`);
  const links = [...page.querySelectorAll("a[href]")].map((link) => new URL(link.getAttribute("href"), answer.url));
  return {
    ...found,
    page: true,
    build: [...new Set(parts)].sort().join(" "),
    links: links.filter((url) => url.origin === location.origin).map(here),
  };
}
