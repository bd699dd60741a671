// Strings, arrays of them, numbers to text and back.
export function run(): i32 {
  const parts: string[] = [];
  for (let index = 0; index < 40; index++) {
    parts.push(index.toString() + ":" + (f64(index) / 7).toString());
  }
  const joined = parts.join(",").toUpperCase().replaceAll(":", "=");
  let sum = 0;
  const again = joined.split(",");
  for (let index = 0; index < again.length; index++) {
    const at = again[index].indexOf("=");
    sum = sum * 31 + i32(parseFloat(again[index].substring(at + 1)) * 1000);
    sum ^= again[index].charCodeAt(at - 1);
  }
  return sum + joined.length;
}
