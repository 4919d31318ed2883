/* A page that has moved: go where it is, with the question and the place asked for. */
location.replace(document.querySelector("a").href + location.search + location.hash);
