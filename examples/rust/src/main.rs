//! Weight logic in Rust: whoever is close to the newest set's median gets more weight.
mod json;

use json::Value;
use std::collections::BTreeMap;

/// Largest payload that is read. A shorter buffer than the payload crashes the node's runtime.
const LARGEST: usize = 4 << 20;
/// Part of the new weight that comes from the newest set.
const FRESH: f64 = 0.3;
/// What the chain stores for a weight of 1.
const ONE: f64 = 100_000.0;

#[link(wasm_import_module = "blockless_memory")]
unsafe extern "C" {
    fn memory_read(buffer: *mut u8, length: u32, size: *mut u32) -> u32;
}

fn payload() -> String {
    let mut bytes = vec![0; LARGEST];
    let mut size = 0;
    let error = unsafe { memory_read(bytes.as_mut_ptr(), LARGEST as u32, &mut size) };
    assert_eq!(error, 0, "the payload cannot be read");
    bytes.truncate(size as usize);
    String::from_utf8(bytes).expect("the payload is not UTF-8")
}

/// The newest set's values by worker; a worker whose value is not a number is left out.
fn newest(payload: &Value) -> BTreeMap<&str, f64> {
    let time = |set: &Value| set.get("timestamp").number().unwrap_or(0.0);
    let sets = payload.get("inferences").items();
    let Some(set) = sets.iter().max_by(|a, b| time(a).total_cmp(&time(b))) else {
        return BTreeMap::new();
    };
    let inferences = set.get("inferences").items().iter();
    inferences
        .filter_map(|one| Some((one.get("worker").text()?, one.get("inference").number()?)))
        .collect()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let half = values.len() / 2;
    if values.len() % 2 == 1 {
        values[half]
    } else {
        (values[half - 1] + values[half]) / 2.0
    }
}

fn main() {
    let text = payload();
    let payload = json::parse(&text).expect("the payload is not JSON");
    let values = newest(&payload);
    let mut weights = Vec::new();
    if !values.is_empty() {
        let middle = median(values.values().copied().collect());
        let total: f64 = values.values().map(|value| (value - middle).abs()).sum();
        let mean = total / values.len() as f64;
        for (worker, value) in &values {
            let distance = (value - middle).abs();
            let fresh = if mean > 0.0 {
                1.0 / (1.0 + distance / mean)
            } else {
                1.0
            };
            let stored = payload.get("latest_weights").get(worker).number();
            let old = stored.unwrap_or(0.0) / ONE;
            let weight = if old > 0.0 {
                old + FRESH * (fresh - old)
            } else {
                fresh
            };
            weights.push(format!("{}:\"{weight:.6}\"", json::quoted(worker)));
        }
    }
    println!(
        "{{\"type\":\"weights\",\"weights\":{{{}}}}}",
        weights.join(",")
    );
}
