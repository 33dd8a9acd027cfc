/** Items by what `keyOf` says of each, groups and items in the order in which they come. */
export function groupBy<Item, Key>(items: Iterable<Item>, keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) addToGroup(groups, keyOf(item), item);
  return groups;
}

/** Puts `item` at the end of the group of `key`, which begins with it if there is none. */
export function addToGroup<Key, Item>(groups: Map<Key, Item[]>, key: Key, item: Item): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [item]);
  else group.push(item);
}

/** `spec-9` before `spec-10`. */
export function sortNaturally(paths: string[]): string[] {
  return paths.length < 2 ? paths : paths.sort(new Intl.Collator('en', { numeric: true }).compare);
}
