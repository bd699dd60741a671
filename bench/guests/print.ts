
@external("bench", "print")
export declare function print(value: f64): void;
