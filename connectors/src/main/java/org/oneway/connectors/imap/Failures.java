// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.oneway.connectors.shared.dav.Trust;
import org.oneway.engine.item.Finding;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.StoreException;

/** Says which kind of failure an answer of a server is; the only place that does. */
final class Failures {
  private static final int LONGEST = 200;

  /** Codes (RFC 9051 section 7.1, RFC 5530, RFC 9208) of answers that the next message gets too. */
  private static final List<String> OF_ALL =
      List.of(
          "[OVERQUOTA",
          "[TRYCREATE",
          "[UNAVAILABLE",
          "[AUTHORIZATIONFAILED",
          "[EXPIRED",
          "[PRIVACYREQUIRED",
          "[CONTACTADMIN",
          "[INUSE",
          "[SERVERBUG",
          "[CORRUPTION");

  private final ImapSettings settings;

  Failures(ImapSettings settings) {
    this.settings = settings;
  }

  private String place() {
    return settings.host() + ":" + settings.port();
  }

  /** What a server said, on one line. */
  static String words(Exception e) {
    String text =
        e instanceof ProtocolException protocol && protocol.getResponse() != null
            ? protocol.getResponse().getRest()
            : String.valueOf(e.getMessage());
    return words(text);
  }

  static String words(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "\u2026" : line;
  }

  /** The server does not let us in; not repeated, so that no account is locked. */
  StoreException signIn(String words) {
    return new StoreException.SignInFailed(
        "%s refused the sign-in for \"%s\" (%s, store \"%s\"). The secret came from %s"
            .formatted(
                place(),
                settings.username(),
                words(words),
                settings.store(),
                settings.secret().origin()),
        "Correct user name and password; many services want an app password. Not repeated, so that"
            + " the account is not locked");
  }

  /** What is sent could be read on the way. */
  StoreException notEncrypted(String why) {
    return new StoreException.Untrusted(
        "%s is not encrypted: %s, so everyone on the way could read the password and all mail"
                .formatted(place(), why)
            + " (store \""
            + settings.store()
            + "\")",
        "Use imaps://, or set  insecure = true  if you accept that");
  }

  /** The connection could not be made, or broke. */
  StoreException connection(Exception e) {
    Optional<Trust.NotTrusted> certificate = cause(e, Trust.NotTrusted.class);
    if (certificate.isPresent()) {
      return certificate.get().at(place(), settings.store());
    }
    Optional<SSLException> tls = cause(e, SSLException.class);
    boolean isWrongName = words(e).toLowerCase(Locale.ROOT).contains("server identity");
    if (tls.isPresent() || isWrongName) {
      return new StoreException.Untrusted(
          "No encrypted connection to %s can be made: %s (store \"%s\")"
              .formatted(place(), words(tls.<Exception>map(t -> t).orElse(e)), settings.store()),
          "Look whether the address is right; TLS 1.2 or 1.3 is needed");
    }
    String why =
        cause(e, UnknownHostException.class).isPresent()
            ? "there is no such host"
            : cause(e, SocketTimeoutException.class).isPresent()
                ? "no answer in time"
                : cause(e, ConnectException.class).isPresent() ? "nobody answers there" : words(e);
    return new StoreException.Unavailable(
        "%s cannot be reached: %s (store \"%s\")".formatted(place(), why, settings.store()),
        "Look at the network and at \"url\" of the store, and try again",
        Optional.empty());
  }

  /** The server took the text of a message for commands. */
  StoreException mixedUp(ProtocolException e) {
    return new StoreException.Unavailable(
        "%s answers to what it was not asked, as if it took the text of a message for commands: %s"
                .formatted(place(), words(e))
            + " (store \""
            + settings.store()
            + "\")",
        "Set  one-by-one = true  in the store, and run again",
        Optional.empty());
  }

  /** A folder is not there. */
  StoreException noFolder(String name) {
    return new StoreException.FolderGone(
        "there is no folder \"%s\" (store \"%s\")".formatted(words(name), settings.store()));
  }

  /** The server makes no folder of this name. */
  StoreException impossible(String name, String why) {
    return new StoreException.InputRefused(
        "\"%s\" cannot be a folder (%s, store \"%s\")"
            .formatted(words(name), words(why), settings.store()),
        "Give it another name at the source, or leave it out");
  }

  /** A folder was numbered anew while it was read. */
  StoreException renumbered(String name) {
    return new StoreException.Unavailable(
        "folder \"%s\" was numbered anew by the server while it was read (store \"%s\")"
            .formatted(words(name), settings.store()),
        "Run again",
        Optional.empty());
  }

  /** An answer that is not OK, to a command that is about all of a folder. */
  StoreException answer(String command, Response response) {
    if (response.isBYE()) {
      Exception why = response.getException();
      return connection(
          why == null ? new ProtocolException("it ended: " + response.getRest()) : why);
    }
    String text = response.getRest();
    String code = text.toUpperCase(Locale.ROOT);
    if (code.startsWith("[OVERQUOTA")) {
      return new StoreException.StoreFull(
          "Store \"%s\" takes no more: it is full (%s)".formatted(settings.store(), words(text)),
          "Make room there, or ask for a larger quota");
    }
    if (code.startsWith("[TRYCREATE")) {
      return new StoreException.FolderGone(
          "a folder is not there any more: %s (store \"%s\")"
              .formatted(words(text), settings.store()));
    }
    return new StoreException.Unavailable(
        "%s refused %s: %s (store \"%s\")"
            .formatted(place(), command, words(text), settings.store()),
        "Try again later",
        Optional.empty());
  }

  /** Whether a NO or BAD is about one message, and not about the store or a folder. */
  boolean isOfOneItem(Response response) {
    String code = response.getRest().toUpperCase(Locale.ROOT);
    return !response.isBYE() && OF_ALL.stream().noneMatch(code::startsWith);
  }

  /** The server does not take one message. */
  Outcome refused(Response response) {
    return new Outcome.Refused(
        Finding.broken("", "the server refused it: " + words(response.getRest())));
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
