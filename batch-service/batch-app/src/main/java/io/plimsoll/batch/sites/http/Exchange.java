package io.plimsoll.batch.sites.http;

import io.plimsoll.batch.sites.core.Fetched;
import io.plimsoll.batch.sites.core.WebFault;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request and its answer, read up to a cap and within a time; then the connection is gone. */
final class Exchange {
  private final Vertx vertx;
  private final int mostBytes;
  private final UniEmitter<? super Fetched> emitter;
  private final Buffer body = Buffer.buffer();
  private @Nullable HttpClientRequest request;
  private @Nullable HttpClientResponse response;
  private long timer = -1;
  private boolean over;

  Exchange(Vertx vertx, int mostBytes, UniEmitter<? super Fetched> emitter) {
    this.vertx = vertx;
    this.mostBytes = mostBytes;
    this.emitter = emitter;
  }

  /** Sends the request as soon as there is a connection. */
  void begin(Future<HttpClientRequest> connected, Duration patience) {
    synchronized (this) {
      timer =
          vertx.setTimer(
              patience.toMillis(),
              _ ->
                  fail(
                      new WebFault(
                          WebFault.Kind.TOO_SLOW,
                          "no whole page within %d s".formatted(patience.toSeconds()))));
    }
    connected.onSuccess(this::send).onFailure(this::fail);
  }

  private void send(HttpClientRequest ready) {
    synchronized (this) {
      request = ready;
      if (over) {
        ready.reset();
        return;
      }
    }
    ready.exceptionHandler(this::fail);
    ready.response().onSuccess(this::receive).onFailure(this::fail);
    ready.end().onFailure(this::fail);
  }

  private void receive(HttpClientResponse answer) {
    response = answer;
    answer.exceptionHandler(this::fail);
    answer.handler(this::append);
    answer.endHandler(_ -> complete(false));
  }

  private void append(Buffer more) {
    synchronized (this) {
      if (over) {
        return;
      }
    }
    int room = mostBytes - body.length();
    if (more.length() < room) {
      body.appendBuffer(more);
    } else {
      body.appendBuffer(more, 0, room);
      complete(true);
    }
  }

  private void complete(boolean isCut) {
    HttpClientResponse answer = response;
    if (answer != null && end()) {
      emitter.complete(new Fetched(answer.statusCode(), headers(answer), body, isCut));
      drop();
    }
  }

  private static Map<String, String> headers(HttpClientResponse answer) {
    Map<String, String> headers = new HashMap<>();
    answer
        .headers()
        .forEach((name, value) -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
    return headers;
  }

  private void fail(Throwable cause) {
    if (end()) {
      emitter.fail(VertxConnector.fault(cause));
      drop();
    }
  }

  private synchronized boolean end() {
    boolean first = !over;
    over = true;
    vertx.cancelTimer(timer);
    return first;
  }

  /** Closes the connection, whatever comes yet. */
  void drop() {
    HttpClientRequest open;
    synchronized (this) {
      end();
      open = request;
    }
    if (open != null) {
      open.reset();
    }
  }
}
