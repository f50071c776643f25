// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.oneway.engine.store.StoreException;

/**
 * Says who we are: by the best that both sides know, never by LOGIN, which quotes what some servers
 * misread, where AUTHENTICATE is possible, and never with a token as a password.
 */
final class SignIn {
  /** The best first. */
  private static final List<String> KNOWN =
      List.of("SCRAM-SHA-256", "SCRAM-SHA-1", "CRAM-MD5", "PLAIN");

  private static final int NONCE = 18;

  private final ImapSettings settings;
  private final Failures failures;

  SignIn(ImapSettings settings, Failures failures) {
    this.settings = settings;
    this.failures = failures;
  }

  /** Signs in, once; a refusal is not followed by another attempt. */
  void over(Wire wire) throws StoreException {
    Optional<String> mechanism = mechanism(wire);
    try {
      settings
          .secret()
          .get()
          .use(
              secret -> {
                try {
                  sign(wire, mechanism, secret);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                } catch (ProtocolException e) {
                  throw new UncheckedIOException(new IOException(e));
                }
                return true;
              });
    } catch (UncheckedIOException e) {
      Throwable cause = e.getCause();
      throw cause instanceof Refusal refusal
          ? failures.signIn(String.valueOf(refusal.getMessage()))
          : failures.connection(cause instanceof IOException io ? io : e);
    }
  }

  private static final class Refusal extends IOException {
    private static final long serialVersionUID = 1L;

    Refusal(String words) {
      super(words);
    }
  }

  /** What both sides know; empty where the server knows the command LOGIN only. */
  private Optional<String> mechanism(Wire wire) throws StoreException {
    boolean isFree = settings.signIn().equals(ImapSettings.ANY);
    List<String> wanted = isFree ? KNOWN : List.of(settings.signIn().toUpperCase(Locale.ROOT));
    Optional<String> found =
        wanted.stream().filter(name -> wire.hasCapability("AUTH=" + name)).findFirst();
    if (found.isEmpty() && (!isFree || wire.hasCapability("LOGINDISABLED"))) {
      throw failures.signIn(
          "it does not offer " + String.join(", ", wanted) + " on this connection");
    }
    return found;
  }

  private void sign(Wire wire, Optional<String> mechanism, char[] secret)
      throws IOException, ProtocolException {
    if (mechanism.isEmpty()) {
      try {
        wire.login(settings.username(), new String(secret));
      } catch (org.eclipse.angus.mail.iap.CommandFailedException e) {
        throw new Refusal(Failures.words(e));
      }
      return;
    }
    String name = mechanism.get();
    Scram scram = new Scram(name.replace("SCRAM-", ""), settings.username(), secret, nonce());
    boolean isScram = name.startsWith("SCRAM-");
    Response answer = wire.signIn(name, isScram ? scram : answers(name, secret));
    if (!answer.isOK()) {
      throw new Refusal(answer.getRest());
    }
    if (isScram && !scram.isProven()) {
      throw new IOException("the server has not shown that it knows the password");
    }
  }

  private Wire.Answers answers(String mechanism, char[] secret) {
    String user = settings.username();
    String password = new String(secret);
    return switch (mechanism) {
      case "CRAM-MD5" -> challenge -> utf8(user + " " + hmac(password, challenge));
      case "XOAUTH2" ->
          challenge ->
              // A second challenge tells in JSON what is wrong; the server waits for an empty line.
              challenge.length > 0
                  ? new byte[0]
                  : utf8("user=" + user + "\u0001auth=Bearer " + password + "\u0001\u0001");
      default -> challenge -> utf8("\0" + user + "\0" + password);
    };
  }

  private static String hmac(String password, byte[] challenge) throws IOException {
    try {
      Mac mac = Mac.getInstance("HmacMD5");
      mac.init(new SecretKeySpec(utf8(password), "HmacMD5"));
      return HexFormat.of().formatHex(mac.doFinal(challenge));
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private static String nonce() {
    byte[] random = new byte[NONCE];
    new SecureRandom().nextBytes(random);
    return Base64.getEncoder().encodeToString(random);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
