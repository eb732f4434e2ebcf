//! The element: a tag, a list of parts and a list of children.

use crate::value::{ToClass, ToValue, Value};
use crate::written::{is_raw, is_void};
use leptos::attr::Attribute;
use leptos::attr::any_attribute::{AnyAttribute, AnyAttributeState};
use leptos::ev::EventDescriptor;
use leptos::html::ElementType;
use leptos::prelude::*;
use leptos::reactive::effect::RenderEffect;
use leptos::tachys::html::node_ref::NodeRefContainer;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::renderer::{CastFrom, RemoveEventHandler, Rndr, types};
use leptos::tachys::ssr::StreamBuilder;
use leptos::tachys::view::any_view::{AnyView, AnyViewState, IntoAny};
use leptos::tachys::view::iterators::StaticVec;
use leptos::tachys::view::{Mountable, Position, PositionState, Render, RenderHtml};
use send_wrapper::SendWrapper;
use std::any::Any;
use std::borrow::Cow;

type Listener = Box<dyn FnMut(types::Event)>;

/// One element of a page.
pub struct Element {
    pub(crate) tag: &'static str,
    namespace: Option<&'static str>,
    pub(crate) parts: Vec<Part>,
    pub(crate) children: Vec<AnyView>,
}

pub(crate) enum Part {
    Attribute(&'static str, Value),
    /// One class, on or off.
    Class(&'static str, Value),
    /// The listener is not made on the server.
    On(Cow<'static, str>, Option<SendWrapper<Listener>>),
    Reference(Box<dyn Fn(&types::Element) + Send>),
    /// Spread onto the element from outside.
    Other(AnyAttribute),
}

/// What a part left behind, to be updated. A listener and an effect end when they are dropped.
#[allow(dead_code, reason = "kept for their end")]
enum Kept {
    Fixed(Value),
    Live(RenderEffect<Value>),
    Listening(RemoveEventHandler<types::Element>),
    Nothing,
    Other(AnyAttributeState),
}

/// An element that stands in the page.
pub struct ElementState {
    tag: &'static str,
    element: types::Element,
    parts: Vec<Kept>,
    /// What each part was for: only the same list can be updated in place.
    names: Vec<Cow<'static, str>>,
    children: Vec<AnyViewState>,
}

impl Element {
    pub(crate) fn new(tag: &'static str, namespace: Option<&'static str>) -> Self {
        Self { tag, namespace, parts: Vec::new(), children: Vec::new() }
    }

    fn with(mut self, part: Part) -> Self {
        self.parts.push(part);
        self
    }

    /// Sets an attribute.
    #[must_use]
    pub fn attr(self, name: &'static str, value: impl ToValue) -> Self {
        self.with(Part::Attribute(name, value.to_value()))
    }

    /// Sets the whole `class`, or turns one class on and off.
    #[must_use]
    pub fn class(self, value: impl ToClass) -> Self {
        let class = value.to_class();
        self.with(match class.name {
            Some(name) => Part::Class(name, class.value),
            None => Part::Attribute("class", class.value),
        })
    }

    /// Calls back on an event, in the owner that is current now.
    #[must_use]
    pub fn on<E>(self, event: E, mut answer: impl FnMut(E::EventType) + 'static) -> Self
    where
        E: EventDescriptor + 'static,
        E::EventType: From<types::Event>,
    {
        let listener = (!cfg!(feature = "ssr")).then(|| {
            let owner = Owner::current().unwrap_or_default();
            let listener: Listener = Box::new(move |event| owner.with(|| answer(E::EventType::from(event))));
            SendWrapper::new(listener)
        });
        self.with(Part::On(event.name(), listener))
    }

    /// Fills a reference with the element once it stands in the page.
    #[must_use]
    pub fn node_ref<E: ElementType>(self, reference: impl NodeRefContainer<E>) -> Self {
        self.with(Part::Reference(Box::new(move |element: &types::Element| reference.clone().load(element))))
    }

    /// Adds children at the end.
    #[must_use]
    pub fn child<C>(mut self, child: C) -> Self
    where
        C: IntoRender,
        C::Output: RenderHtml,
    {
        // A list of erased children, as the macro writes it, needs no list of its own in the page.
        let mut child = Some(child.into_render().into_owned());
        let list = (&mut child as &mut dyn Any).downcast_mut::<Option<StaticVec<AnyView>>>().and_then(Option::take);
        match list {
            Some(list) if self.children.is_empty() => self.children = list.into(),
            Some(list) => self.children.extend(list),
            None => self.children.extend(child.map(IntoAny::into_any)),
        }
        self
    }

    fn same_as(&self, state: &ElementState) -> bool {
        self.tag == state.tag
            && self.children.len() == state.children.len()
            && self.parts.iter().map(Part::name).eq(state.names.iter().map(|name| &**name))
    }

    /// Takes over or makes the element; `fresh` when its attributes are not there yet.
    fn dress(parts: Vec<Part>, element: &types::Element, fresh: bool) -> (Vec<Kept>, Vec<Cow<'static, str>>) {
        let names = parts.iter().map(|part| part.name().to_owned().into()).collect();
        (parts.into_iter().map(|part| part.put_on(element, fresh)).collect(), names)
    }

    /// The element at the cursor, which the server wrote for this one.
    #[expect(clippy::panic, reason = "a page that is another one cannot be taken over, and Leptos has no other way to say so")]
    fn find(&self, cursor: &Cursor, position: &PositionState) -> types::Element {
        match position.get() {
            Position::FirstChild => cursor.child(),
            Position::Current => {}
            _ => cursor.sibling(),
        }
        match types::Element::cast_from(cursor.current()) {
            Some(element) => element,
            None => panic!("hydration: the page has no <{}> here", self.tag),
        }
    }
}

/// Brings one attribute or class of a standing element to `value`.
fn set(element: &types::Element, name: &str, is_class: bool, value: &Value) {
    match (is_class, value) {
        (true, Value::Absent) => Rndr::remove_class(&Rndr::class_list(element), name),
        (true, _) => Rndr::add_class(&Rndr::class_list(element), name),
        (false, Value::Absent) => Rndr::remove_attribute(element, name),
        (false, Value::Text(text)) => Rndr::set_attribute(element, name, text),
        (false, _) => Rndr::set_attribute(element, name, ""),
    }
}

impl Part {
    fn name(&self) -> &str {
        match self {
            Part::Attribute(name, _) | Part::Class(name, _) => name,
            Part::On(name, _) => name,
            Part::Reference(_) | Part::Other(_) => "",
        }
    }

    fn put_on(self, element: &types::Element, fresh: bool) -> Kept {
        match self {
            Part::Attribute(name, value) => follow(element, name, false, value, fresh),
            Part::Class(name, value) => follow(element, name, true, value, fresh),
            Part::On(name, Some(listener)) => Kept::Listening(Rndr::add_event_listener(element, &name, listener.take())),
            Part::On(_, None) => Kept::Nothing,
            Part::Reference(fill) => {
                fill(element);
                Kept::Nothing
            }
            Part::Other(other) if fresh => Kept::Other(other.build(element)),
            Part::Other(other) => Kept::Other(other.hydrate::<true>(element)),
        }
    }

    /// As [`Self::put_on`] for an element that has the same part already.
    fn renew(self, element: &types::Element, kept: &mut Kept) {
        match (self, kept) {
            (Part::Attribute(name, value), Kept::Fixed(old)) if !matches!(value, Value::Live(_)) => {
                if value != *old {
                    set(element, name, false, &value);
                    *old = value;
                }
            }
            (Part::Class(name, value), Kept::Fixed(old)) if !matches!(value, Value::Live(_)) => {
                if value != *old {
                    set(element, name, true, &value);
                    *old = value;
                }
            }
            (Part::Other(other), Kept::Other(old)) => other.rebuild(old),
            (part, kept) => {
                // What was there ends before its successor begins.
                *kept = Kept::Nothing;
                *kept = part.put_on(element, true);
            }
        }
    }
}

/// Sets a value now unless it is there, and whenever it changes.
fn follow(element: &types::Element, name: &'static str, is_class: bool, value: Value, fresh: bool) -> Kept {
    let Value::Live(mut ask) = value else {
        if fresh && value != Value::Absent {
            set(element, name, is_class, &value);
        }
        return Kept::Fixed(value);
    };
    let element = element.clone();
    Kept::Live(RenderEffect::new(move |before: Option<Value>| {
        let now = ask().settled();
        if before.as_ref().map_or(fresh, |before| *before != now) {
            set(&element, name, is_class, &now);
        }
        now
    }))
}

impl Render for Element {
    type State = ElementState;

    fn build(self) -> ElementState {
        let element = Rndr::create_element(self.tag, self.namespace);
        let (parts, names) = Self::dress(self.parts, &element, true);
        let mut children: Vec<_> = self.children.into_iter().map(AnyView::build).collect();
        for child in &mut children {
            child.mount(&element, None);
        }
        ElementState { tag: self.tag, element, parts, names, children }
    }

    fn rebuild(self, state: &mut ElementState) {
        if !self.same_as(state) {
            let mut new = self.build();
            state.insert_before_this(&mut new);
            state.unmount();
            *state = new;
            return;
        }
        for (part, kept) in self.parts.into_iter().zip(&mut state.parts) {
            part.renew(&state.element, kept);
        }
        for (child, old) in self.children.into_iter().zip(&mut state.children) {
            child.rebuild(old);
        }
    }
}

impl AddAnyAttr for Element {
    type Output<New: Attribute> = Self;

    fn add_any_attr<New: Attribute>(self, attribute: New) -> Self {
        self.with(Part::Other(leptos::attr::any_attribute::IntoAnyAttribute::into_any_attr(attribute.into_cloneable_owned())))
    }
}

impl RenderHtml for Element {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {
        for part in &mut self.parts {
            match part {
                Part::Attribute(_, Value::Live(ask)) | Part::Class(_, Value::Live(ask)) => drop(ask().settled()),
                _ => {}
            }
        }
        for child in &mut self.children {
            child.dry_resolve();
        }
    }

    async fn resolve(self) -> Self {
        let parts = self.parts.into_iter().map(|part| match part {
            Part::Attribute(name, value) => Part::Attribute(name, value.settled()),
            Part::Class(name, value) => Part::Class(name, value.settled()),
            other => other,
        });
        let parts = parts.collect();
        let list: StaticVec<AnyView> = StaticVec::from(self.children).resolve().await;
        Self { parts, children: list.into(), ..Self::new(self.tag, self.namespace) }
    }

    fn to_html_with_buf(
        mut self,
        html: &mut String,
        position: &mut Position,
        _escape: bool,
        mark_branches: bool,
        others: Vec<AnyAttribute>,
    ) {
        let inner = self.start_tag(html, others);
        if !is_void(self.tag) {
            *position = Position::FirstChild;
            if !inner.is_empty() {
                html.push_str(&inner);
            } else if is_raw(self.tag) {
                self.raw(html, position);
            } else {
                for child in std::mem::take(&mut self.children) {
                    child.to_html_with_buf(html, position, true, mark_branches, Vec::new());
                }
            }
            self.end_tag(html);
        }
        *position = Position::NextChild;
    }

    fn to_html_async_with_buf<const OUT_OF_ORDER: bool>(
        mut self,
        stream: &mut StreamBuilder,
        position: &mut Position,
        _escape: bool,
        mark_branches: bool,
        others: Vec<AnyAttribute>,
    ) {
        let mut inner = String::new();
        stream.with_buf(|html| inner = self.start_tag(html, others));
        if !is_void(self.tag) {
            *position = Position::FirstChild;
            if !inner.is_empty() {
                stream.push_sync(&inner);
            } else if is_raw(self.tag) {
                stream.with_buf(|html| self.raw(html, position));
            } else {
                for child in std::mem::take(&mut self.children) {
                    child.to_html_async_with_buf::<OUT_OF_ORDER>(stream, position, true, mark_branches, Vec::new());
                }
            }
            stream.with_buf(|html| self.end_tag(html));
        }
        *position = Position::NextChild;
    }

    fn hydrate<const FROM_SERVER: bool>(self, cursor: &Cursor, position: &PositionState) -> ElementState {
        let element = self.find(cursor, position);
        let (parts, names) = Self::dress(self.parts, &element, false);
        let mut children = Vec::with_capacity(self.children.len());
        if !is_raw(self.tag) {
            position.set(Position::FirstChild);
            children.extend(self.children.into_iter().map(|child| child.hydrate::<true>(cursor, position)));
        }
        cursor.set(element.clone().into());
        position.set(Position::NextChild);
        ElementState { tag: self.tag, element, parts, names, children }
    }

    async fn hydrate_async(self, cursor: &Cursor, position: &PositionState) -> ElementState {
        let element = self.find(cursor, position);
        let (parts, names) = Self::dress(self.parts, &element, false);
        let mut children = Vec::with_capacity(self.children.len());
        if !is_raw(self.tag) {
            position.set(Position::FirstChild);
            for child in self.children {
                children.push(child.hydrate_async(cursor, position).await);
            }
        }
        cursor.set(element.clone().into());
        position.set(Position::NextChild);
        ElementState { tag: self.tag, element, parts, names, children }
    }

    fn into_owned(self) -> Self {
        self
    }
}

impl Mountable for ElementState {
    fn unmount(&mut self) {
        Rndr::remove(&self.element);
    }

    fn mount(&mut self, parent: &types::Element, marker: Option<&types::Node>) {
        Rndr::insert_node(parent, &self.element, marker);
    }

    fn try_mount(&mut self, parent: &types::Element, marker: Option<&types::Node>) -> bool {
        Rndr::try_insert_node(parent, &self.element, marker)
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let parent = Rndr::get_parent(&self.element).and_then(types::Element::cast_from);
        if let Some(parent) = &parent {
            child.mount(parent, Some(&self.element));
        }
        parent.is_some()
    }

    fn elements(&self) -> Vec<types::Element> {
        vec![self.element.clone()]
    }
}
