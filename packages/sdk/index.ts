// Where the AssemblyScript compiler looks for the package "@weightkit/sdk".
export * from "./assembly/index";
