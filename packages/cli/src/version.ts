/** Version of the three packages, which are released together; a test holds it to package.json. */
export const VERSION = "0.1.0";
