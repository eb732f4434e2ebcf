//! A mail server that keeps what it gets, and misbehaves when told to.

use base64::Engine;
use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// How the server answers a mail once it has all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Accept,
    /// Accepted, but slowly.
    AcceptAfter(Duration),
    /// A refusal such as `550 no such user`.
    Refuse(&'static str),
    /// No answer at all: the connection stays open and silent.
    Silence,
}

/// A mail whose data arrived in full.
#[derive(Clone, Debug)]
pub struct Mail {
    pub from: String,
    pub to: Vec<String>,
    /// Headers and body as they came, without the dots of SMTP.
    pub data: String,
}

/// One part of a multipart mail, decoded.
#[derive(Clone, Debug)]
pub struct Part {
    pub content_type: String,
    pub body: String,
}

/// A listening server; it ends with the test's runtime.
#[derive(Clone, Debug)]
pub struct SmtpSink {
    addr: SocketAddr,
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    mails: Mutex<Vec<Mail>>,
    answers: Mutex<VecDeque<Answer>>,
}

impl SmtpSink {
    /// Starts a server on a free port.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let sink = Self { addr: listener.local_addr().unwrap(), shared: Arc::default() };
        let shared = sink.shared.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, shared.clone()));
            }
        });
        sink
    }

    /// The value for `PRAKERJA__MAIL__SMTP_URL`.
    pub fn url(&self) -> String {
        format!("smtp://{}", self.addr)
    }

    /// Queues the answer to the next mail; without one it is accepted.
    pub fn answer_next(&self, answer: Answer) {
        self.shared.answers.lock().unwrap().push_back(answer);
    }

    /// Every mail whose data arrived, in order, whatever the answer was.
    pub fn mails(&self) -> Vec<Mail> {
        self.shared.mails.lock().unwrap().clone()
    }

    /// Waits until `count` mails arrived.
    pub async fn wait_for(&self, count: usize) -> Vec<Mail> {
        for _ in 0..1_000 {
            if self.mails().len() >= count {
                return self.mails();
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("{} of {count} mails arrived in ten seconds", self.mails().len());
    }
}

async fn serve(stream: TcpStream, shared: Arc<Shared>) {
    let mut stream = BufReader::new(stream);
    if stream.write_all(b"220 sink ESMTP\r\n").await.is_err() {
        return;
    }
    let (mut from, mut to) = (String::new(), Vec::new());
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await.unwrap_or(0) == 0 {
            return;
        }
        let command = line.trim_end();
        let reply = match command.to_ascii_uppercase() {
            upper if upper.starts_with("EHLO") => "250-sink\r\n250 8BITMIME",
            upper if upper.starts_with("MAIL FROM:") => {
                from = address(command);
                "250 ok"
            }
            upper if upper.starts_with("RCPT TO:") => {
                to.push(address(command));
                "250 ok"
            }
            upper if upper == "DATA" => {
                if stream.write_all(b"354 go on\r\n").await.is_err() {
                    return;
                }
                let Some(data) = read_data(&mut stream).await else { return };
                let answer = shared.answers.lock().unwrap().pop_front().unwrap_or(Answer::Accept);
                let mail = Mail { from: from.clone(), to: std::mem::take(&mut to), data };
                shared.mails.lock().unwrap().push(mail);
                match answer {
                    Answer::Accept => "250 queued",
                    Answer::AcceptAfter(wait) => {
                        tokio::time::sleep(wait).await;
                        "250 queued"
                    }
                    Answer::Refuse(reply) => reply,
                    Answer::Silence => return std::future::pending().await,
                }
            }
            upper if upper == "QUIT" => "221 bye",
            _ => "250 ok",
        };
        if stream.write_all(format!("{reply}\r\n").as_bytes()).await.is_err() {
            return;
        }
    }
}

async fn read_data(stream: &mut BufReader<TcpStream>) -> Option<String> {
    let mut data = String::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        if line == ".\r\n" {
            return Some(data);
        }
        data.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}

fn address(command: &str) -> String {
    let inner = command.split_once('<').and_then(|(_, rest)| rest.split_once('>'));
    inner.map_or_else(String::new, |(address, _)| address.to_owned())
}

impl Mail {
    /// The value of a header, unfolded; empty when it is missing.
    pub fn header(&self, name: &str) -> String {
        header(&self.data, name)
    }

    /// The parts of a multipart mail.
    pub fn parts(&self) -> Vec<Part> {
        let content_type = self.header("Content-Type");
        let boundary = content_type.split("boundary=").nth(1).expect("a multipart mail").trim_matches('"').to_owned();
        let marker = format!("--{boundary}");
        let chunks: Vec<&str> = self.data.split(marker.as_str()).collect();
        // What stands before the first and after the last marker is no part.
        chunks[1..chunks.len() - 1].iter().map(|chunk| part(chunk.trim_start_matches("\r\n"))).collect()
    }
}

fn header(data: &str, name: &str) -> String {
    let head = data.split("\r\n\r\n").next().unwrap_or(data).replace("\r\n ", " ").replace("\r\n\t", " ");
    let line = head.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        key.eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
    });
    line.unwrap_or_default()
}

fn part(chunk: &str) -> Part {
    let body = chunk.split_once("\r\n\r\n").map_or("", |(_, body)| body);
    let body = match header(chunk, "Content-Transfer-Encoding").to_ascii_lowercase().as_str() {
        "quoted-printable" => quoted_printable(body),
        "base64" => {
            let packed: String = body.split_whitespace().collect();
            String::from_utf8(base64::engine::general_purpose::STANDARD.decode(packed).unwrap()).unwrap()
        }
        _ => body.to_owned(),
    };
    Part { content_type: header(chunk, "Content-Type"), body: body.replace("\r\n", "\n") }
}

fn quoted_printable(body: &str) -> String {
    let joined = body.replace("=\r\n", "");
    let mut bytes = Vec::with_capacity(joined.len());
    let mut rest = joined.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        rest = tail;
        if first == b'=' {
            let digits = std::str::from_utf8(&tail[..2]).unwrap();
            bytes.push(u8::from_str_radix(digits, 16).unwrap());
            rest = &tail[2..];
        } else {
            bytes.push(first);
        }
    }
    String::from_utf8(bytes).unwrap()
}
