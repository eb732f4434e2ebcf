//! What may stand as the value of an attribute.

use leptos::nonce::Nonce;
use leptos::prelude::*;
use std::borrow::Cow;
use std::sync::Arc;

/// The value of an attribute, or whether a class is set.
pub enum Value {
    /// Not there.
    Absent,
    /// There without a value, such as `hidden`; a class that is set.
    Bare,
    Text(Cow<'static, str>),
    /// Asked again whenever a signal that it read changes.
    Live(Box<dyn FnMut() -> Value + Send>),
}

impl Value {
    /// The value of this moment.
    #[must_use]
    pub(crate) fn settled(self) -> Value {
        let mut value = self;
        while let Value::Live(mut ask) = value {
            value = ask();
        }
        value
    }
}

impl PartialEq for Value {
    /// Two live values are never the same.
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Value::Absent, Value::Absent) | (Value::Bare, Value::Bare) => true,
            (Value::Text(one), Value::Text(other)) => one == other,
            _ => false,
        }
    }
}

/// Something that can be written as the value of an attribute.
pub trait ToValue {
    fn to_value(self) -> Value;
}

impl ToValue for Value {
    fn to_value(self) -> Value {
        self
    }
}

impl ToValue for &'static str {
    fn to_value(self) -> Value {
        Value::Text(Cow::Borrowed(self))
    }
}

impl ToValue for String {
    fn to_value(self) -> Value {
        Value::Text(Cow::Owned(self))
    }
}

impl ToValue for &String {
    fn to_value(self) -> Value {
        self.clone().to_value()
    }
}

impl ToValue for Cow<'static, str> {
    fn to_value(self) -> Value {
        Value::Text(self)
    }
}

impl ToValue for Arc<str> {
    fn to_value(self) -> Value {
        self.to_string().to_value()
    }
}

impl ToValue for Nonce {
    fn to_value(self) -> Value {
        self.to_string().to_value()
    }
}

impl ToValue for bool {
    fn to_value(self) -> Value {
        if self { Value::Bare } else { Value::Absent }
    }
}

impl<T: ToValue> ToValue for Option<T> {
    fn to_value(self) -> Value {
        self.map_or(Value::Absent, ToValue::to_value)
    }
}

macro_rules! numbers { ($($number:ty),*) => { $(
    impl ToValue for $number {
        fn to_value(self) -> Value {
            Value::Text(Cow::Owned(self.to_string()))
        }
    }
)* } }

numbers!(u8, u16, u32, u64, usize, i8, i16, i32, i64, isize);

macro_rules! signals { ($($signal:ident),*) => { $(
    impl<T: ToValue + Clone + Send + Sync + 'static> ToValue for $signal<T> {
        fn to_value(self) -> Value {
            Value::Live(Box::new(move || self.get().to_value()))
        }
    }
)* } }

signals!(Signal, ReadSignal, RwSignal, Memo, ArcSignal, ArcReadSignal, ArcRwSignal, ArcMemo);

impl<F: FnMut() -> T + Send + 'static, T: ToValue> ToValue for F {
    fn to_value(mut self) -> Value {
        Value::Live(Box::new(move || self().to_value()))
    }
}

/// What `class=` and `class:name=` add to an element.
pub struct Part {
    /// The class that `value` turns on and off; without one `value` is the whole attribute.
    pub name: Option<&'static str>,
    pub value: Value,
}

/// Something that can stand after `class=`, or a name with its condition.
pub trait ToClass {
    fn to_class(self) -> Part;
}

impl<T: ToValue> ToClass for T {
    fn to_class(self) -> Part {
        Part { name: None, value: self.to_value() }
    }
}

impl<T: ToValue> ToClass for (&'static str, T) {
    fn to_class(self) -> Part {
        Part { name: Some(self.0), value: self.1.to_value() }
    }
}
