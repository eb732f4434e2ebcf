//! The account's addresses that are neither a page nor a function.

use super::service::{reset, sign_in};
use crate::platform::http::actor::Call;
use crate::platform::http::reply::Reply;
use crate::platform::http::visit::Visit;
use crate::platform::http::{Site, pages};
use axum::extract::{Extension, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Json, Response};

/// `GET /tantangan/{form}`: a fresh captcha for a form whose own was used up.
pub async fn challenge_endpoint(
    State(site): State<Site>,
    Extension(visit): Extension<Visit>,
    Extension(reply): Extension<Reply>,
    Path(form): Path<String>,
) -> Response {
    reply.private();
    let call = Call { ctx: site.ctx, visit, reply };
    match sign_in::fresh_challenge(&call, &form).await {
        Ok(challenge) => Json(challenge).into_response(),
        Err(fault) => pages::json(&fault),
    }
}

/// `GET /atur-ulang/{token}`: takes the token out of the address and goes on to `/atur-ulang`.
pub async fn reset_link_endpoint(
    State(site): State<Site>,
    Extension(visit): Extension<Visit>,
    Extension(reply): Extension<Reply>,
    Path(token): Path<String>,
) -> Response {
    reset::remember_link(&Call { ctx: site.ctx, visit, reply }, &token);
    StatusCode::SEE_OTHER.into_response()
}
