// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.http.config.RegistryBuilder;
import org.apache.http.conn.socket.ConnectionSocketFactory;
import org.apache.http.conn.socket.PlainConnectionSocketFactory;
import org.oneway.engine.store.SecretSource;
import org.oneway.engine.store.Setting;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.store.Trace;

/**
 * The settings of a store behind HTTP, read.
 *
 * @param store what the configuration calls it
 * @param address as the user wrote it: an address, a host or a URL
 * @param requestsPerSecond how many begin at most; 0 for no limit
 * @param answerLimit how many characters of one answer are read
 * @param isInsecure whether http:// may lead to other machines
 * @param hidesPaths whether what stands behind the host is a secret: who knows it comes in
 */
public record DavSettings(
    String store,
    String address,
    WireSettings wire,
    SignIn signIn,
    Redirects redirects,
    Patience patience,
    Trace trace,
    int requestsPerSecond,
    long answerLimit,
    boolean isInsecure,
    boolean hidesPaths) {
  /** The keys that all stores behind HTTP understand. */
  public static final List<Setting> KEYS =
      List.of(
          Setting.text(
              "url",
              "",
              "where the service is: a URL, a host, or an e-mail address whose domain names it"),
          Setting.choice(
              "auth.type",
              List.of("basic", "digest", "bearer", "none"),
              "how to sign in; without `auth`, nobody does"),
          Setting.text("auth.username", "none", "who signs in, with `basic` and `digest`"),
          Setting.secret("auth.password", "none", "the password of `auth.username`"),
          Setting.secret("auth.token", "none", "the token, with `bearer`"),
          Setting.path(
              "tls.ca-file",
              "none",
              "certificates in PEM that are trusted beside those of the machine"),
          Setting.text(
              "tls.pin-sha256", "none", "the SHA-256 of the only certificate that is trusted"),
          Setting.path(
              "tls.client-certificate", "none", "a PKCS #12 file by which we show who we are"),
          Setting.secret("tls.client-password", "none", "opens `tls.client-certificate`"),
          Setting.number(
              "limits.connections", 1, 64, "4", "how many requests are under way at once"),
          Setting.number(
              "limits.requests-per-second",
              1,
              10_000,
              "no limit",
              "how many requests begin at most"),
          Setting.duration(
              "limits.longest-wait",
              "\"2m\"",
              "what is waited for where a server asks to be left alone; longer, and the run ends"),
          Setting.duration("timeouts.connect", "\"30s\"", "how long a connection may take"),
          Setting.duration(
              "timeouts.read", "\"60s\"", "how long a server may be silent in an answer"),
          Setting.list(
              "hosts",
              "none",
              "other hosts that a redirect may lead to, password and all: `\"*.example.org\"`"),
          Setting.flag("insecure", "whether `http://` may lead to another machine than this one"));

  private static final long ANSWER_LIMIT = 64L << 20;
  private static final int MANY_CHARACTERS = 12;
  private static final int LAST_CHARACTERS = 4;

  /** Reads the settings; asks nobody and nothing yet. */
  public static DavSettings of(StoreSettings settings) throws StoreException {
    return of(settings, Pause.SLEEP);
  }

  /** The same, for who waits in another way. */
  public static DavSettings of(StoreSettings settings, Pause pause) throws StoreException {
    return new DavSettings(
        settings.name(),
        settings.value("url").orElseThrow().strip(),
        wire(settings),
        signIn(settings),
        new Redirects(settings.list("hosts")),
        new Patience(
            5,
            Duration.ofSeconds(1),
            settings.duration("limits.longest-wait").orElse(Duration.ofMinutes(2)),
            settings.clock(),
            pause),
        settings.trace(),
        settings.number("limits.requests-per-second").orElse(0),
        ANSWER_LIMIT,
        settings.value("insecure").map(Boolean::parseBoolean).orElse(false),
        false);
  }

  /** The same for an address that is a secret: nobody is shown more of it than host and end. */
  public DavSettings hidingPaths() {
    return new DavSettings(
        store,
        address,
        wire,
        signIn,
        redirects,
        patience,
        trace,
        requestsPerSecond,
        answerLimit,
        isInsecure,
        true);
  }

  /** An address as it may be shown: without its path, but for the end, where that is a secret. */
  public URI shown(URI uri) {
    if (!hidesPaths) {
      return uri;
    }
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return URI.create(uri.getScheme() + "://" + uri.getHost() + port + "/\u2026" + end(uri));
  }

  private static String end(URI uri) {
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String rest = Optional.ofNullable(uri.getRawPath()).orElse("") + query;
    boolean isLong = rest.length() >= MANY_CHARACTERS;
    return isLong
        ? rest.substring(rest.length() - LAST_CHARACTERS).replaceAll("[^A-Za-z0-9.]", "")
        : "";
  }

  /** How many requests are under way at once. */
  public int connections() {
    return wire.connections();
  }

  private static WireSettings wire(StoreSettings settings) throws StoreException {
    try {
      Optional<Path> identity = path(settings, "tls.client-certificate");
      Optional<SecretSource> opener = settings.secret("tls.client-password");
      char[] password = opener.isPresent() ? opener.get().get().use(char[]::clone) : new char[0];
      Trust trust =
          Trust.of(
              path(settings, "tls.ca-file"), settings.value("tls.pin-sha256"), identity, password);
      return new WireSettings(
          RegistryBuilder.<ConnectionSocketFactory>create()
              .register("http", PlainConnectionSocketFactory.getSocketFactory())
              .register("https", new LazySockets(trust))
              .build(),
          settings.number("limits.connections").orElse(4),
          settings.duration("timeouts.connect").orElse(Duration.ofSeconds(30)),
          settings.duration("timeouts.read").orElse(Duration.ofSeconds(60)));
    } catch (IOException | GeneralSecurityException e) {
      throw new StoreException.InputRefused(
          "The certificates of store \"%s\" cannot be used: %s"
              .formatted(settings.name(), e.getMessage()),
          "Correct \"tls\" of the store");
    }
  }

  private static Optional<Path> path(StoreSettings settings, String key) {
    return settings.value(key).isPresent() ? Optional.of(settings.path(key)) : Optional.empty();
  }

  private static SignIn signIn(StoreSettings settings) throws StoreException {
    Optional<String> username = settings.value("auth.username");
    Optional<SecretSource> password = settings.secret("auth.password");
    Optional<SecretSource> token = settings.secret("auth.token");
    String type =
        settings
            .value("auth.type")
            .orElse(token.isPresent() ? "bearer" : username.isPresent() ? "basic" : "none");
    if (type.equals("none")) {
      return SignIn.NOBODY;
    }
    List<String> missing = new ArrayList<>();
    if (type.equals("bearer")) {
      if (token.isPresent()) {
        return new SignIn.Bearer(token.get());
      }
      missing.add("auth.token");
    } else {
      if (username.isPresent() && password.isPresent()) {
        return type.equals("digest")
            ? new SignIn.Digest(username.get(), password.get())
            : new SignIn.Basic(username.get(), password.get());
      }
      if (username.isEmpty()) {
        missing.add("auth.username");
      }
      if (password.isEmpty()) {
        missing.add("auth.password");
      }
    }
    throw new StoreException.InputRefused(
        "To sign in at store \"%s\" with \"%s\", %s must be given"
            .formatted(settings.name(), type, String.join(" and ", missing)),
        "Add it to \"auth\" of the store");
  }

  /** Whether nobody else can listen to what is sent there, or the user does not mind. */
  public boolean isSafe(URI uri) {
    return Redirects.isSecure(uri) || isInsecure || isLoopback(uri.getHost());
  }

  private static boolean isLoopback(String host) {
    String name = String.valueOf(host).toLowerCase(Locale.ROOT);
    return name.equals("localhost")
        || name.matches("127(\\.\\d{1,3}){3}")
        || name.equals("[::1]")
        || name.equals("::1");
  }
}
