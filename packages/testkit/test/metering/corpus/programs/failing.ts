// Ends with an exception after some work.
class Node {
  next: Node | null = null;
  constructor(public value: i32) {}
}

function walk(node: Node | null, depth: i32): i32 {
  if (node == null) throw new Error("the list ended at " + depth.toString());
  return node.value + walk(node.next, depth + 1);
}

export function run(): i32 {
  let head: Node | null = null;
  for (let index = 0; index < 20; index++) {
    const node = new Node(index);
    node.next = head;
    head = node;
  }
  return walk(head, 0);
}
