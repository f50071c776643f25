// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.Traffic;

/**
 * Asks a server: signed in, patient, following redirects as far as they may be. What concerns the
 * store as a whole (sign-in, TLS, being left alone) becomes an exception here; what concerns the
 * resource is the caller's. Safe for several threads.
 */
public final class DavClient implements AutoCloseable {
  private final DavSettings settings;
  private final Wire wire;
  private final Traffic traffic = new Traffic();
  private final Throttle throttle;
  private final Failures failures;
  private final Set<URI> known = ConcurrentHashMap.newKeySet();

  /** Asks nobody yet. */
  public DavClient(DavSettings settings) {
    this.settings = settings;
    this.wire = new Wire(settings.wire(), traffic);
    this.throttle = new Throttle(settings.requestsPerSecond(), settings.patience().clock());
    this.failures = new Failures(settings);
  }

  /** Counts what is asked. */
  public Traffic traffic() {
    return traffic;
  }

  /** Says what answers mean for the whole. */
  public Failures failures() {
    return failures;
  }

  /** What it was made with. */
  public DavSettings settings() {
    return settings;
  }

  /** Says that this server is the one that the configuration means: it may know who is asking. */
  public void meant(URI server) {
    known.add(server);
  }

  /** Sends a request, as often as need be, and reads what is answered. */
  public <T> T send(DavRequest request, Answer<T> answer) throws StoreException {
    Sending sending = new Sending(request);
    while (true) {
      Step<T> step = sending.once(answer);
      if (step.value().isPresent()) {
        return step.value().get();
      }
    }
  }

  /** Opens what is at an address; the caller closes it. Fails if it is not there. */
  InputStream open(DavRequest request) throws StoreException {
    checkTransport(request.uri());
    pause(throttle.take());
    Instant begin = now();
    try {
      return wire.open(
          request,
          authorization(request),
          (status, headers, body) -> {
            trace(request, String.valueOf(status), begin);
            if (status != 200) {
              throw new IOException("the server answered " + status);
            }
            return body;
          });
    } catch (IOException e) {
      throw failures.io(request, e);
    }
  }

  private record Step<T>(Optional<T> value) {}

  /** One request on its way, over redirects and repetitions. */
  private final class Sending {
    private DavRequest request;
    private int failed;
    private int redirected;
    private boolean mayBeRepeat;
    private boolean challenged;

    Sending(DavRequest request) {
      this.request = request;
    }

    /** Sends once; nothing where it is to be sent again. */
    <T> Step<T> once(Answer<T> answer) throws StoreException {
      checkTransport(request.uri());
      pause(throttle.take());
      Map<String, String> more = authorization(request);
      Instant begin = now();
      Carrier<T> carrier = new Carrier<>();
      DavRequest asked = request;
      try {
        wire.exchange(
            request,
            more,
            (status, headers, body) -> {
              carrier.take(this, status, headers, body, more.isEmpty(), answer);
              return true;
            });
        trace(asked, String.valueOf(carrier.status), begin);
      } catch (IOException e) {
        trace(asked, failures.inAWord(e), begin);
        return repeatAfter(e);
      }
      if (carrier.failure.isPresent()) {
        throw carrier.failure.get();
      }
      carrier.wait.ifPresent(DavClient.this::pause);
      return new Step<>(carrier.value);
    }

    /** A request whose answer is lost is sent again: each of ours may be. */
    private <T> Step<T> repeatAfter(IOException e) throws StoreException {
      failed++;
      Optional<Duration> wait = settings.patience().after(failed, Optional.empty());
      if (wait.isEmpty() || !failures.isWorthRepeating(e)) {
        throw failures.io(request, e);
      }
      mayBeRepeat = mayBeRepeat || failures.mayHaveArrived(e);
      pause(wait.get());
      return new Step<>(Optional.empty());
    }

    private Optional<StoreException> refused(int status, Wire.Headers headers, boolean isUnsigned) {
      boolean isStale = headers.get("WWW-Authenticate").map(settings.signIn()::take).orElse(false);
      if (!challenged && (isStale || (isUnsigned && settings.signIn().name().isPresent()))) {
        challenged = true;
        return Optional.empty();
      }
      return Optional.of(failures.signIn(request, status));
    }

    private Optional<Duration> laterFor(Wire.Headers headers) {
      failed++;
      Optional<Duration> asked = settings.patience().asked(headers.get("Retry-After"));
      return settings.patience().after(failed, asked);
    }

    private Optional<StoreException> follow(URI to) {
      redirected++;
      if (redirected > Redirects.MOST) {
        return Optional.of(failures.redirect(request, to, "it goes round in circles"));
      }
      if (!settings.redirects().allows(request.uri(), to)) {
        return Optional.of(failures.redirect(request, to, "that is another server"));
      }
      request = request.at(to);
      return Optional.empty();
    }
  }

  /** What came of one answer: a value, a reason to send again, or a failure. */
  private final class Carrier<T> {
    private Optional<T> value = Optional.empty();
    private Optional<StoreException> failure = Optional.empty();
    private Optional<Duration> wait = Optional.empty();
    private int status;

    void take(
        Sending sending,
        int status,
        Wire.Headers headers,
        InputStream body,
        boolean isUnsigned,
        Answer<T> answer)
        throws IOException {
      this.status = status;
      DavRequest request = sending.request;
      Optional<URI> to = Redirects.target(request.uri(), status, headers.get("Location"));
      if (to.isPresent()) {
        failure = sending.follow(to.get());
      } else if (status == 401 || status == 407) {
        failure = sending.refused(status, headers, isUnsigned);
      } else if (status == 429 || status == 502 || status == 503 || status == 504) {
        wait = sending.laterFor(headers);
        if (wait.isEmpty()) {
          Optional<Duration> asked = settings.patience().asked(headers.get("Retry-After"));
          failure = Optional.of(failures.busy(request, status, asked));
        }
      } else {
        Reply reply = new Reply(request, request.uri(), status, headers::get, sending.mayBeRepeat);
        try {
          value = Optional.of(answer.read(reply, body));
        } catch (StoreException e) {
          failure = Optional.of(e);
        }
      }
    }
  }

  private Map<String, String> authorization(DavRequest request) throws StoreException {
    Map<String, String> more = new HashMap<>();
    boolean mayKnowUs =
        known.stream().anyMatch(server -> settings.redirects().allows(server, request.uri()));
    if (mayKnowUs) {
      settings.signIn().authorization(request).ifPresent(value -> more.put("Authorization", value));
    }
    return more;
  }

  private void checkTransport(URI uri) throws StoreException {
    if (!settings.isSafe(uri)) {
      throw failures.unsafe(uri);
    }
  }

  /** Waits, unless the thread is interrupted. */
  public void pause(Duration duration) {
    if (!duration.isZero()) {
      settings.patience().sleep(duration);
    }
  }

  private void trace(DavRequest request, String answer, Instant begin) {
    Duration took = Duration.between(begin, now());
    settings.trace().request(request.method(), settings.shown(request.uri()), answer, took);
  }

  private Instant now() {
    return settings.patience().clock().instant();
  }

  /** A reader of listings, which must be told by 207. */
  Answer<Multistatus> listing(String what) {
    return (reply, body) -> {
      if (reply.status() != 207) {
        throw failures.answer(reply, Problem.read(reply, body), what);
      }
      return Multistatus.read(body, settings.answerLimit());
    };
  }

  @Override
  public void close() {
    try {
      wire.shutdown();
    } catch (IOException e) {
      // Nothing is lost with a connection that does not want to be closed.
    }
  }
}
