//! Just enough JSON for the payload, in which every value is a text, a list or an object.

pub enum Value {
    Text(String),
    List(Vec<Value>),
    Map(Vec<(String, Value)>),
}

static NOTHING: Value = Value::List(Vec::new());

impl Value {
    /// The value under a key; an empty list where there is none.
    pub fn get(&self, key: &str) -> &Value {
        let Value::Map(members) = self else {
            return &NOTHING;
        };
        members
            .iter()
            .find(|(name, _)| name == key)
            .map_or(&NOTHING, |(_, value)| value)
    }

    pub fn items(&self) -> &[Value] {
        if let Value::List(items) = self {
            items
        } else {
            &[]
        }
    }

    pub fn text(&self) -> Option<&str> {
        if let Value::Text(text) = self {
            Some(text)
        } else {
            None
        }
    }

    /// A finite number that is written as a text.
    pub fn number(&self) -> Option<f64> {
        self.text()?
            .parse()
            .ok()
            .filter(|value: &f64| value.is_finite())
    }
}

/// None for what is not JSON, or has numbers, booleans or null.
pub fn parse(text: &str) -> Option<Value> {
    let mut reader = Reader {
        bytes: text.as_bytes(),
        at: 0,
    };
    let value = reader.value()?;
    if reader.peek().is_some() {
        None
    } else {
        Some(value)
    }
}

/// A text as JSON has it.
pub fn quoted(text: &str) -> String {
    let mut all = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => all.extend(['\\', character]),
            '\0'..='\x1f' => all.push_str(&format!("\\u{:04x}", character as u32)),
            _ => all.push(character),
        }
    }
    all + "\""
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    /// The next byte that is not white space, which is not consumed.
    fn peek(&mut self) -> Option<u8> {
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
        self.bytes.get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> Option<()> {
        if self.peek()? != byte {
            return None;
        }
        self.at += 1;
        Some(())
    }

    fn value(&mut self) -> Option<Value> {
        match self.peek()? {
            b'[' => self.list(b'[', b']', Self::value).map(Value::List),
            b'{' => self.list(b'{', b'}', Self::member).map(Value::Map),
            _ => self.text().map(Value::Text),
        }
    }

    fn member(&mut self) -> Option<(String, Value)> {
        self.peek()?;
        let name = self.text()?;
        self.take(b':')?;
        Some((name, self.value()?))
    }

    fn list<T>(&mut self, open: u8, close: u8, item: fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        self.take(open)?;
        let mut items = Vec::new();
        if self.peek()? != close {
            items.push(item(self)?);
            while self.peek()? == b',' {
                self.at += 1;
                items.push(item(self)?);
            }
        }
        self.take(close)?;
        Some(items)
    }

    fn text(&mut self) -> Option<String> {
        self.take(b'"')?;
        let mut bytes = Vec::new();
        loop {
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            match byte {
                b'"' => return String::from_utf8(bytes).ok(),
                b'\\' => bytes.extend(self.escape()?.to_string().bytes()),
                _ => bytes.push(byte),
            }
        }
    }

    fn escape(&mut self) -> Option<char> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        Some(match byte {
            b'n' => '\n',
            b't' => '\t',
            b'r' => '\r',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'u' => {
                let digits = self.bytes.get(self.at..self.at + 4)?;
                self.at += 4;
                let code = u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
                char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            _ => byte as char,
        })
    }
}
