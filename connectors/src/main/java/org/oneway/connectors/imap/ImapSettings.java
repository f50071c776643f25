// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.oneway.connectors.shared.dav.Trust;
import org.oneway.engine.store.SecretSource;
import org.oneway.engine.store.Setting;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.store.Trace;

/**
 * The settings of a store behind IMAP, read.
 *
 * @param store what the configuration calls it
 * @param isWrapped whether TLS comes before the first word ({@code imaps://})
 * @param isOnLoopback whether nobody else can listen, and nothing of TLS is asked for
 * @param mayBePlain whether passwords and mail may travel so that others can read them
 * @param signIn one of the words of {@code auth.type}
 * @param trust empty where nothing of it is set apart: then the machine's
 */
record ImapSettings(
    String store,
    String host,
    int port,
    boolean isWrapped,
    boolean isOnLoopback,
    boolean mayBePlain,
    String signIn,
    String username,
    SecretSource secret,
    Trust trust,
    boolean isPinned,
    Duration connectTimeout,
    Duration readTimeout,
    boolean onlySubscribed,
    boolean withShared,
    Removal removal,
    boolean oneByOne,
    InstantSource clock,
    Trace trace) {
  static final String ANY = "password";
  static final String TOKEN = "xoauth2";

  static final List<Setting> KEYS =
      List.of(
          Setting.text(
              "url",
              "",
              "where the server is: `imaps://imap.example.org`, or `imap://` where it begins in the"
                  + " clear and changes to TLS"),
          Setting.choice(
              "auth.type",
              List.of(ANY, TOKEN, "scram-sha-256", "scram-sha-1", "cram-md5", "plain"),
              "how to sign in; `password` takes the best that the server offers"),
          Setting.text("auth.username", "", "who signs in"),
          Setting.secret("auth.password", "none", "the password of `auth.username`"),
          Setting.secret("auth.token", "none", "the token, with `xoauth2`"),
          Setting.path(
              "tls.ca-file",
              "none",
              "certificates in PEM that are trusted beside those of the machine"),
          Setting.text(
              "tls.pin-sha256", "none", "the SHA-256 of the only certificate that is trusted"),
          Setting.flag("subscribed", "whether only folders are meant that are subscribed to"),
          Setting.flag("shared", "whether the folders of others are meant as well"),
          Setting.choice(
              "removal",
              Removal.words(),
              "what becomes of a message that is deleted here: gone at once, only marked with"
                  + " `\\Deleted`, or moved to the trash"),
          Setting.flag(
              "one-by-one",
              "whether a message is sent only when the server has answered to the one before; James"
                  + " is spoken to so in any case"),
          Setting.duration("timeouts.connect", "\"30s\"", "how long a connection may take"),
          Setting.duration(
              "timeouts.read", "\"60s\"", "how long a server may be silent in an answer"),
          Setting.flag(
              "insecure", "whether another machine than this one is spoken to without TLS"));

  private static final int WRAPPED_PORT = 993;
  private static final int PLAIN_PORT = 143;

  /** Reads the settings; asks nobody and nothing yet. */
  static ImapSettings of(StoreSettings settings) throws StoreException {
    URI url = url(settings);
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    boolean isWrapped = scheme.equals("imaps");
    int usual = isWrapped ? WRAPPED_PORT : PLAIN_PORT;
    String host = url.getHost();
    String type =
        settings.value("auth.type").orElse(settings.secret("auth.token").isPresent() ? TOKEN : ANY);
    String key = type.equals(TOKEN) ? "auth.token" : "auth.password";
    Optional<SecretSource> secret = settings.secret(key);
    if (secret.isEmpty()) {
      throw refused(settings, "To sign in with \"%s\", %s must be given".formatted(type, key));
    }
    boolean wantsTls =
        settings.value("tls.ca-file").isPresent() || settings.value("tls.pin-sha256").isPresent();
    return new ImapSettings(
        settings.name(),
        host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
        url.getPort() < 0 ? usual : url.getPort(),
        isWrapped,
        isLoopback(host) && !wantsTls,
        flag(settings, "insecure") && !wantsTls,
        type,
        settings.value("auth.username").orElseThrow(),
        secret.get(),
        trust(settings),
        settings.value("tls.pin-sha256").isPresent(),
        settings.duration("timeouts.connect").orElse(Duration.ofSeconds(30)),
        settings.duration("timeouts.read").orElse(Duration.ofSeconds(60)),
        flag(settings, "subscribed"),
        flag(settings, "shared"),
        settings
            .value("removal")
            .map(word -> Removal.valueOf(word.toUpperCase(Locale.ROOT)))
            .orElse(Removal.EXPUNGE),
        flag(settings, "one-by-one"),
        settings.clock(),
        settings.trace());
  }

  private static boolean flag(StoreSettings settings, String key) {
    return settings.value(key).map(Boolean::parseBoolean).orElse(false);
  }

  private static URI url(StoreSettings settings) throws StoreException {
    String written = settings.value("url").orElseThrow().strip();
    try {
      URI url = URI.create(written.contains("://") ? written : "imaps://" + written);
      boolean isOurs = url.getScheme().matches("(?i)imaps?");
      if (isOurs && url.getHost() != null && url.getUserInfo() == null) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // Said below, with what is right.
    }
    throw refused(settings, "\"url\" must be like imaps://imap.example.org");
  }

  private static Trust trust(StoreSettings settings) throws StoreException {
    try {
      Optional<Path> authorities =
          settings.value("tls.ca-file").isPresent()
              ? Optional.of(settings.path("tls.ca-file"))
              : Optional.empty();
      return Trust.of(authorities, settings.value("tls.pin-sha256"), Optional.empty(), new char[0]);
    } catch (IOException | GeneralSecurityException e) {
      throw refused(settings, "the certificates cannot be used: " + e.getMessage());
    }
  }

  private static StoreException refused(StoreSettings settings, String why) {
    return new StoreException.InputRefused(
        "%s (store \"%s\")".formatted(why, settings.name()), "Correct the store's settings");
  }

  /** What the server is, as an address without a user. */
  URI address() {
    String name = host.contains(":") ? "[" + host + "]" : host;
    return URI.create((isWrapped ? "imaps://" : "imap://") + name + ":" + port);
  }

  private static boolean isLoopback(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return name.equals("localhost") || name.matches("127(\\.\\d{1,3}){3}") || name.equals("[::1]");
  }
}
