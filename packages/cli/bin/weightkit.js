#!/usr/bin/env node
import { enter } from "../dist/enter.js";

process.exitCode = await enter(process.argv.slice(2));
