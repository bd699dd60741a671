// Maps and sets, growing arrays: the garbage collector's and the allocator's code.
class Entry {
  constructor(
    public name: string,
    public weight: f64,
  ) {}
}

export function run(): i32 {
  const map = new Map<string, Entry>();
  const seen = new Set<i32>();
  for (let index = 0; index < 150; index++) {
    const name = "allo" + (index % 37).toString();
    if (map.has(name)) map.get(name).weight += f64(index);
    else map.set(name, new Entry(name, f64(index)));
    seen.add((index * index) % 91);
  }
  const values = map.values();
  let sum = 0;
  for (let index = 0; index < values.length; index++) {
    sum = sum * 31 + i32(values[index].weight) + values[index].name.length;
    map.delete(values[index].name);
  }
  const copies: i32[] = [];
  for (let index = 0; index < 500; index++) copies.push(index ^ sum);
  copies.reverse();
  return sum ^ seen.size ^ map.size ^ copies.slice(3, 90).length ^ copies[7];
}
