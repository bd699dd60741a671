import { print } from "@weightkit/sdk";

const total: i32 = 1.5;
print(lenght);
