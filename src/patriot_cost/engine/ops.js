// The operations of formulas, of the same names and meaning as in ops.py, and the run of a plan. NaN is unknown.
"use strict";

const NEVER = Infinity;

const ops = (() => {
  const INTEGER_WITHIN = 2 ** -48;
  const ROUNDING = 2 ** -40;
  const SHIFT = 12;
  const FLAT = 1e-9;
  const BERNOULLI = [1 / 12, -1 / 720, 1 / 30240, -1 / 1209600, 1 / 47900160];

  const choose = (condition, chosen, otherwise) => (condition ? chosen : otherwise);
  const greater = Math.max;
  const lesser = Math.min;
  const positive_part = (value) => Math.max(value, 0);
  const left_over = (amount, taken) => (amount - taken <= amount * ROUNDING ? 0 : amount - taken);
  const ratio = (numerator, denominator) => (denominator === 0 ? NaN : numerator / denominator);
  const round_down = (value) => Math.floor(value * (1 + INTEGER_WITHIN));
  const doubling_exponent = (slope) => (slope > 0 ? Math.log2(slope) : NaN);
  const total = (values) => values.reduce((sum, value) => sum + value, 0);
  const dot = (left, right) => total(left.map((value, place) => value * right[place]));
  const profile_sum = (flows, profile) => {
    const reach = Math.min(flows.length, profile.length);
    return dot(flows.slice(0, reach), profile.slice(0, reach));
  };
  const mean = (values) => (values.length ? total(values) / values.length : NaN);
  const largest = (values) => (values.length ? Math.max(...values) : NaN);
  const first_without = (rests, numbers) => {
    const place = rests.findIndex((rest) => rest <= 0);
    return place < 0 ? NEVER : numbers[place];
  };

  const integral = (start, end, exponent) => {
    const growth = Math.log(end / start);
    const along = (exponent + 1) * growth;
    const stretch = Math.abs(along) < FLAT ? 1 + along / 2 : Math.expm1(along) / along;
    return start ** (exponent + 1) * growth * stretch;
  };
  const without_integral = (start, exponent) => {
    let result = 0;
    for (let step = 0; step < SHIFT; step += 1) result += (start + step) ** exponent;
    const far = start + SHIFT;
    let term = exponent * far ** (exponent - 1);
    result += far ** exponent / 2;
    BERNOULLI.forEach((coefficient, order) => {
      result -= coefficient * term;
      const above = exponent - 2 * order - 1;
      term = (term * above * (above - 1)) / (far * far);
    });
    return result;
  };
  const block_sum = (before, through, exponent) =>
    before < 0
      ? NaN
      : without_integral(before + 1, exponent) -
        without_integral(through + 1, exponent) +
        integral(before + 1 + SHIFT, through + 1 + SHIFT, exponent);
  const block_of_averages = (before, through, exponent) =>
    before < 0 || through < 0 ? NaN : through ** (1 + exponent) - before ** (1 + exponent);

  return {
    block_of_averages, block_sum, choose, dot, doubling_exponent, first_without, greater, largest, left_over, lesser,
    mean, positive_part, profile_sum, ratio, round_down, total,
  };
})();

// Return the values of all keys of a plan, in their order, with other values of some inputs; a plan holds its keys, their
// values as they are, its formulas with the kinds of their parameters, and its steps: key, formula, keys of parameters.
function run(plan, changes) {
  const values = Float64Array.from(plan.values, (value) => value ?? NaN);
  for (const [key, value] of changes) values[key] = value ?? NaN;
  for (const [key, name, sources] of plan.steps) {
    const { formula, kinds } = plan.formulas[name];
    const taken = new Array(sources.length);
    let known = true;
    for (let place = 0; known && place < sources.length; place += 1) {
      const keys = sources[place];
      const kind = kinds[place];
      if (kind.many) {
        const items = keys.map((item) => values[item]);
        taken[place] = kind.known_only ? items.filter((value) => !Number.isNaN(value)) : items;
        known = kind.known_only || !items.some(Number.isNaN);
      } else {
        const value = keys.length ? values[keys[0]] : NaN;
        taken[place] = kind.known_only && Number.isNaN(value) ? 0 : value;
        known = kind.known_only || kind.if_used || !Number.isNaN(value);
      }
    }
    values[key] = known ? formula(...taken) : NaN;
  }
  return values;
}
