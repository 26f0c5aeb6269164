/** How many letters to insert, drop, change or swap with their neighbour to get from one word to the other. */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      }
      row.push(cost);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/**
 * The known word that was probably meant.
 * @param word what was written, any case.
 * @param known words to choose from; the first of equally near ones wins.
 * @returns undefined when none is near: one slip is allowed for every three letters; a lone letter is near to nothing.
 */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase().slice(0, 64);
  if (wanted.length < 2) return undefined;
  let best: { readonly word: string; readonly distance: number } | undefined;
  for (const candidate of known) {
    const text = candidate.toLowerCase();
    const allowed = Math.max(1, Math.floor(Math.min(wanted.length, text.length) / 3));
    if (Math.abs(text.length - wanted.length) > allowed) continue;
    const distance = editDistance(wanted, text);
    if (distance <= allowed && (!best || distance < best.distance)) best = { word: candidate, distance };
  }
  // A word that was broken off (`interf`) is no slip, but its meaning is plain when only one word goes on so.
  if (!best && wanted.length >= 3) {
    const longer = [...new Set(known)].filter((candidate) => candidate.toLowerCase().startsWith(wanted));
    if (longer.length === 1) return longer[0];
  }
  return best?.word;
}
