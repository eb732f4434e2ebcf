//! How the browser calls a server function: one fetch for all of them.
//!
//! Leptos compiles encoding, fetching, aborting, redirecting and streaming anew for every function. Here a function adds only how its
//! arguments are written and how its answer is read. On the server nothing is different.

pub use leptos::server_fn::*;

#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
pub use browser::Http;

#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
mod browser {
    use leptos::prelude::window;
    use leptos::server_fn::codec::{Encoding, Post};
    use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
    use leptos::server_fn::serde::Serialize;
    use leptos::server_fn::server::Server;
    use leptos::server_fn::{Bytes, Decodes, Protocol, client::Client};
    use leptos::wasm_bindgen::{JsCast, JsValue};
    use send_wrapper::SendWrapper;
    use std::marker::PhantomData;
    use std::pin::Pin;
    use wasm_bindgen_futures::JsFuture;

    /// Arguments in the urlencoded body of a POST, the answer in the encoding `Out`.
    pub struct Http<In, Out>(PhantomData<(In, Out)>);

    /// The body of an answer; `Err` holds that of a refusal, or nothing when no answer came.
    type Answer = Pin<Box<dyn Future<Output = Result<Bytes, Option<Bytes>>> + Send>>;

    impl<In, Out, Input, Output, C, S, E> Protocol<Input, Output, C, S, E> for Http<In, Post<Out>>
    where
        In: Encoding,
        Out: Decodes<Output>,
        Input: Serialize + Send,
        Output: Send,
        C: Client<E>,
        S: Server<E>,
        E: FromServerFnError,
    {
        const METHOD: http::Method = http::Method::POST;

        async fn run_server<F, Fut>(_request: S::Request, _run: F) -> Result<S::Response, E>
        where
            F: Fn(Input) -> Fut + Send,
            Fut: Future<Output = Result<Output, E>> + Send,
        {
            Err(E::from_server_fn_error(ServerFnErrorErr::ServerError(String::new())))
        }

        fn run_client(path: &str, input: Input) -> impl Future<Output = Result<Output, E>> + Send {
            let answer = ask(path, serde_qs::to_string(&input).unwrap_or_default());
            async move {
                match answer.await {
                    Ok(body) => {
                        Out::decode(body).map_err(|_| E::from_server_fn_error(ServerFnErrorErr::Deserialization(String::new())))
                    }
                    Err(Some(refusal)) => Err(E::de(refusal)),
                    Err(None) => Err(E::from_server_fn_error(ServerFnErrorErr::Request(String::new()))),
                }
            }
        }
    }

    fn ask(path: &str, body: String) -> Answer {
        let path = path.to_owned();
        Box::pin(SendWrapper::new(async move { fetch(&path, &body).await.unwrap_or(Err(None)) }))
    }

    async fn fetch(path: &str, body: &str) -> Result<Result<Bytes, Option<Bytes>>, JsValue> {
        let init = web_sys::RequestInit::new();
        init.set_method("POST");
        init.set_body(&JsValue::from_str(body));
        let request = web_sys::Request::new_with_str_and_init(path, &init)?;
        request.headers().set("content-type", "application/x-www-form-urlencoded")?;
        let response: web_sys::Response = JsFuture::from(window().fetch_with_request(&request)).await?.dyn_into()?;
        let body = JsFuture::from(response.array_buffer()?).await?;
        let body = Bytes::from(js_sys::Uint8Array::new(&body).to_vec());
        Ok(if response.ok() { Ok(body) } else { Err(Some(body)) })
    }
}
