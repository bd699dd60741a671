// How the site's search box reads words. The functions travel to the page as text: each must stand alone.

/** Options of MiniSearch. */
export const miniSearch = {
  options: {
    // "503" finds WK503.
    processTerm: (term) => {
      const word = term.toLowerCase();
      return /^wk\d{3}$/.test(word) ? [word, word.slice(2)] : word;
    },
  },
  searchOptions: {
    processTerm: (term) => {
      const word = term.toLowerCase();
      // Words of other fields and networks for what has one name here.
      const ours = {
        gas: "fuel",
        forecast: "inference",
        forecasts: "inferences",
        prediction: "inference",
        predictions: "inferences",
        hyperparameter: "parameter",
        hyperparameters: "parameters",
        backtest: "replay",
      };
      const unspecific =
        "a an and are at can do does for how i in is it my not of on or the to what when where why with";
      if (unspecific.split(" ").includes(word)) return null;
      return Object.hasOwn(ours, word) ? ours[word] : word;
    },
    combineWith: "AND",
    // Only the word that is still being typed may go on.
    prefix: (term, index, terms) => index === terms.length - 1,
    fuzzy: (term) => (term.length > 4 && !/\d/.test(term) ? 0.2 : false),
    boost: { title: 4, text: 2, titles: 1 },
  },
};
