// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.apache.http.NoHttpResponseException;
import org.apache.http.conn.ConnectTimeoutException;
import org.apache.http.conn.HttpHostConnectException;
import org.oneway.engine.item.Finding;
import org.oneway.engine.store.StoreException;

/** Says which kind of failure an answer, or its absence, is; the only place that does. */
public final class Failures {
  private final DavSettings settings;

  Failures(DavSettings settings) {
    this.settings = settings;
  }

  private String store() {
    return "(store \"" + settings.store() + "\")";
  }

  private static String place(URI uri) {
    return uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
  }

  /** What was done to what, for messages: {@code PUT /alice/book/x.vcf}. */
  private String what(DavRequest request) {
    return request.method() + " " + settings.shown(request.uri()).getRawPath();
  }

  /** An answer to a question about the store or a folder that is not the one that was asked for. */
  public StoreException answer(Reply reply, Problem problem, String what) {
    URI uri = reply.uri();
    if (isFull(problem)) {
      return full(problem);
    }
    if (problem.status() == 403 || (problem.status() == 405 && !reply.request().onlyReads())) {
      return readOnly(what, problem);
    }
    if (problem.status() == 404 || problem.status() == 410) {
      return new StoreException.FolderGone("%s is not there any more %s".formatted(what, store()));
    }
    String said =
        problem.status() / 100 == 2
            ? "with something else than a listing"
            : "with " + problem.text();
    return new StoreException.Unavailable(
        "%s cannot be used now: %s answered %s %s".formatted(what, place(uri), said, store()),
        "Try again later",
        Optional.empty());
  }

  private static boolean isFull(Problem problem) {
    return problem.status() == 507
        || problem.has("quota-not-exceeded")
        || problem.has("sufficient-disk-space");
  }

  StoreException full(Problem problem) {
    return new StoreException.StoreFull(
        "Store \"%s\" takes no more: it is full (%s)".formatted(settings.store(), problem.text()),
        "Make room there, or ask for a larger quota");
  }

  /** A failure of the connection for a trace. */
  String inAWord(IOException e) {
    return e instanceof SocketTimeoutException || e instanceof ConnectTimeoutException
        ? "timed out"
        : words(e);
  }

  StoreException readOnly(String what, Problem problem) {
    String user = settings.signIn().name().map(name -> " for " + name).orElse("");
    return new StoreException.ReadOnly(
        "%s in store \"%s\" is read-only%s (%s)"
            .formatted(what, settings.store(), user, problem.text()),
        "Ask the owner for write access, or choose another folder:  oneway discover "
            + settings.store());
  }

  /**
   * What a refusal of one write means for the whole: nothing, unless the store is full or takes
   * nothing from us.
   *
   * @param folder what the folder is called
   */
  public Optional<StoreException> spoilsAll(Problem problem, String folder) {
    if (isFull(problem)) {
      return Optional.of(full(problem));
    }
    if (problem.has("need-privileges")) {
      return Optional.of(readOnly("\"" + folder + "\"", problem));
    }
    return Optional.empty();
  }

  /** Why one item was refused. */
  public static Finding refusal(Problem problem) {
    return Finding.broken("", "the server refuses it: " + problem.text());
  }

  /** The sign-in was refused; it is not repeated, so that no account is locked. */
  StoreException signIn(DavRequest request, int status) {
    String user = settings.signIn().name().map(name -> " for \"" + name + "\"").orElse("");
    String from =
        settings.signIn().origin().map(origin -> ". The secret came from " + origin).orElse("");
    boolean isNobody = settings.signIn() == SignIn.NOBODY;
    return new StoreException.SignInFailed(
        "%s refused the sign-in%s (%d, store \"%s\")%s"
            .formatted(place(request.uri()), user, status, settings.store(), from),
        isNobody
            ? "Give \"auth\" to the store: it has none"
            : "Correct user name and password; many services want an app password. Not repeated, so"
                + " that the account is not locked");
  }

  /** What the user named is there, and nobody may look at it. */
  StoreException forbidden(Reply reply, Problem problem) {
    String user = settings.signIn().name().map(name -> "\"" + name + "\"").orElse("who we are");
    return new StoreException.InputRefused(
        "%s does not let %s look at %s (%s, store \"%s\")"
            .formatted(
                place(reply.uri()),
                user,
                settings.shown(reply.uri()).getRawPath(),
                problem.text(),
                settings.store()),
        "Correct \"url\" of the store, or ask its owner for the right to read it");
  }

  /** The server asks to be left alone for longer than we wait. */
  StoreException busy(DavRequest request, int status, Optional<Duration> asked) {
    String until = asked.map(d -> ", and asks for a pause of " + d.toSeconds() + " s").orElse("");
    return new StoreException.Unavailable(
        "%s is busy: it answered %d to %s%s %s"
            .formatted(place(request.uri()), status, what(request), until, store()),
        "Try again later",
        asked);
  }

  StoreException redirect(DavRequest request, URI to, String why) {
    return new StoreException.InputRefused(
        "%s redirects %s to %s, and %s %s"
            .formatted(place(request.uri()), what(request), Href.origin(to), why, store()),
        "Write that address into \"url\" of the store if it is right, or name its host in \"hosts\"");
  }

  StoreException unsafe(URI uri) {
    return new StoreException.Untrusted(
        "%s://%s is not encrypted: everyone on the way could read the password and all data %s"
            .formatted(uri.getScheme(), place(uri), store()),
        "Use https://, or set  insecure = true  if you accept that");
  }

  /** Whether a request may have better luck when it is sent again. */
  boolean isWorthRepeating(IOException e) {
    boolean isHopeless =
        e instanceof XmlReader.Unreadable
            || e instanceof XmlReader.TooLarge
            || e instanceof UnknownHostException
            || e instanceof HttpHostConnectException
            || e instanceof ConnectException
            || e instanceof NoRouteToHostException
            || e instanceof SocketTimeoutException
            || e instanceof SSLException;
    return !isHopeless || e instanceof NoHttpResponseException;
  }

  /** Whether the server may have carried it out all the same. */
  boolean mayHaveArrived(IOException e) {
    return !(e instanceof ConnectException) && !(e instanceof ConnectTimeoutException);
  }

  /** The connection failed, or the answer broke off or cannot be understood. */
  StoreException io(DavRequest request, IOException e) {
    String place = place(request.uri());
    Optional<Trust.NotTrusted> certificate = cause(e, Trust.NotTrusted.class);
    if (certificate.isPresent()) {
      return certificate.get().at(place, settings.store());
    }
    if (e instanceof SSLException) {
      return new StoreException.Untrusted(
          "No encrypted connection to %s can be made: %s %s".formatted(place, words(e), store()),
          "Look whether the address is right; TLS 1.2 or 1.3 is needed");
    }
    String why =
        e instanceof UnknownHostException
            ? "there is no such host"
            : e instanceof ConnectTimeoutException
                ? "no connection within " + settings.wire().connectTimeout().toSeconds() + " s"
                : e instanceof SocketTimeoutException
                    ? "no answer within " + settings.wire().readTimeout().toSeconds() + " s"
                    : e instanceof ConnectException ? "nobody answers there" : words(e);
    return new StoreException.Unavailable(
        "%s cannot be reached for %s: %s %s".formatted(place, what(request), why, store()),
        "Look at the network and at \"url\" of the store, and try again",
        Optional.empty());
  }

  private static String words(Exception e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : Problem.onOneLine(message);
  }

  private static <T extends Throwable> Optional<T> cause(Throwable e, Class<T> type) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (type.isInstance(at)) {
        return Optional.of(type.cast(at));
      }
    }
    return Optional.empty();
  }
}
