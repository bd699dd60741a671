// Classes with virtual methods, closures' stand-ins, generics: indirect calls.
abstract class Shape {
  abstract area(): f64;
  name(): string {
    return "shape";
  }
}

class Square extends Shape {
  constructor(private side: f64) {
    super();
  }
  area(): f64 {
    return this.side * this.side;
  }
  name(): string {
    return "square";
  }
}

class Circle extends Shape {
  constructor(private radius: f64) {
    super();
  }
  area(): f64 {
    return this.radius * this.radius * Math.PI;
  }
}

function apply<T>(items: T[], times: (item: T) => f64): f64 {
  let sum: f64 = 0;
  for (let index = 0; index < items.length; index++) sum += times(items[index]);
  return sum;
}

export function run(): i32 {
  const shapes: Shape[] = [];
  for (let index = 0; index < 60; index++) {
    if (index % 3 == 0) shapes.push(new Circle(f64(index)));
    else shapes.push(new Square(f64(index)));
  }
  let letters = 0;
  for (let index = 0; index < shapes.length; index++) letters += shapes[index].name().length;
  return i32(apply<Shape>(shapes, (shape) => shape.area())) + letters;
}
