import { print } from "@weightkit/sdk";
print("{}");
