import { JSON } from "@weightkit/sdk/json";
JSON.stringify(1);
