// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.apache.http.Header;
import org.apache.http.HttpException;
import org.apache.http.HttpRequest;
import org.apache.http.auth.MalformedChallengeException;
import org.apache.http.auth.UsernamePasswordCredentials;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.impl.auth.DigestScheme;
import org.apache.http.message.BasicHeader;
import org.apache.http.message.BasicHttpRequest;
import org.oneway.engine.store.SecretSource;
import org.oneway.engine.store.StoreException;

/** How requests say who is asking. Safe for several threads. */
interface SignIn {
  /** Nobody says anything. */
  SignIn NOBODY = request -> Optional.empty();

  /** The value of {@code Authorization} for a request; empty where there is none yet. */
  Optional<String> authorization(DavRequest request) throws StoreException;

  /**
   * Takes a server's challenge, and says whether it only asks for a fresh answer: what was sent was
   * right, and is too old.
   *
   * @param challenge the value of {@code WWW-Authenticate}
   */
  default boolean take(String challenge) {
    return false;
  }

  /** Who signs in, for messages; empty where there is no name. */
  default Optional<String> name() {
    return Optional.empty();
  }

  /** Where the secret comes from, for messages. */
  default Optional<String> origin() {
    return Optional.empty();
  }

  /** A name and a password, sent with each request in UTF-8 (RFC 7617). */
  record Basic(String username, SecretSource secret) implements SignIn {
    @Override
    public Optional<String> authorization(DavRequest request) throws StoreException {
      return Optional.of(
          secret
              .get()
              .use(
                  password -> {
                    byte[] pair = utf8(username + ":", password);
                    String value = "Basic " + Base64.getEncoder().encodeToString(pair);
                    Arrays.fill(pair, (byte) 0);
                    return value;
                  }));
    }

    private static byte[] utf8(String head, char[] tail) {
      CharBuffer characters = CharBuffer.allocate(head.length() + tail.length);
      characters.put(head).put(tail).flip();
      ByteBuffer encoded = StandardCharsets.UTF_8.encode(characters);
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      encoded.clear();
      while (encoded.hasRemaining()) {
        encoded.put((byte) 0);
      }
      Arrays.fill(characters.array(), '\0');
      return bytes;
    }

    @Override
    public Optional<String> name() {
      return Optional.of(username);
    }

    @Override
    public Optional<String> origin() {
      return Optional.of(secret.origin());
    }
  }

  /** A token (RFC 6750 section 2.1). */
  record Bearer(SecretSource secret) implements SignIn {
    @Override
    public Optional<String> authorization(DavRequest request) throws StoreException {
      return Optional.of(secret.get().use(token -> "Bearer " + String.valueOf(token).strip()));
    }

    @Override
    public Optional<String> origin() {
      return Optional.of(secret.origin());
    }
  }

  /** A name and a password that is never sent (RFC 7616); the first request is refused. */
  final class Digest implements SignIn {
    private final String username;
    private final SecretSource secret;
    private Optional<DigestScheme> scheme = Optional.empty();

    Digest(String username, SecretSource secret) {
      this.username = username;
      this.secret = secret;
    }

    @Override
    public synchronized Optional<String> authorization(DavRequest request) throws StoreException {
      if (scheme.isEmpty()) {
        return Optional.empty();
      }
      DigestScheme known = scheme.get();
      String path = request.uri().getRawPath();
      HttpRequest message = new BasicHttpRequest(request.method(), path.isEmpty() ? "/" : path);
      try {
        return Optional.of(header(known, message).getValue());
      } catch (HttpException e) {
        throw new StoreException.SignInFailed(
            "The server asks for a sign-in that is not understood: " + e.getMessage(), "");
      }
    }

    private Header header(DigestScheme known, HttpRequest message)
        throws HttpException, StoreException {
      UsernamePasswordCredentials pair =
          secret
              .get()
              .use(password -> new UsernamePasswordCredentials(username, String.valueOf(password)));
      return known.authenticate(pair, message, HttpClientContext.create());
    }

    @Override
    public synchronized boolean take(String challenge) {
      DigestScheme fresh = new DigestScheme(StandardCharsets.UTF_8);
      try {
        fresh.processChallenge(new BasicHeader("WWW-Authenticate", challenge));
      } catch (MalformedChallengeException e) {
        return false;
      }
      if (!fresh.getSchemeName().equalsIgnoreCase("digest")) {
        return false;
      }
      scheme = Optional.of(fresh);
      return "true".equalsIgnoreCase(fresh.getParameter("stale"));
    }

    @Override
    public Optional<String> name() {
      return Optional.of(username);
    }

    @Override
    public Optional<String> origin() {
      return Optional.of(secret.origin());
    }
  }
}
