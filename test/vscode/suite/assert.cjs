/** Assertions that an extension host in a browser has too. */

/** @param {unknown} condition @param {string} [message] @returns {asserts condition} */
exports.ok = (condition, message = 'not so') => {
  if (!condition) throw new Error(message);
};

/** @param {unknown} actual @param {unknown} expected @param {string} [message] */
exports.equal = (actual, expected, message = '') => {
  if (actual !== expected)
    throw new Error(`${message}\nexpected ${JSON.stringify(expected)}\nactual   ${JSON.stringify(actual)}`);
};

/** @param {string} actual @param {RegExp} expected */
exports.match = (actual, expected) => {
  if (!expected.test(actual)) throw new Error(`no match of ${expected} in ${actual}`);
};
