// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.testkit;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who may come in, and how they must say so. */
public interface ScriptedSignIn {
  boolean admits(ScriptedRequest request);

  /** The WWW-Authenticate of the refusal. */
  String challenge();

  /** Everybody comes in. */
  static ScriptedSignIn open() {
    return scheme("Basic realm=\"scripted\"", request -> true);
  }

  /** RFC 7617 with UTF-8. */
  static ScriptedSignIn basic(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    String expected = "Basic " + Base64.getEncoder().encodeToString(pair);
    return scheme(
        "Basic realm=\"scripted\", charset=\"UTF-8\"",
        request -> authorization(request).equals(expected));
  }

  /** RFC 6750. */
  static ScriptedSignIn bearer(String token) {
    return scheme(
        "Bearer realm=\"scripted\"", request -> authorization(request).equals("Bearer " + token));
  }

  /** RFC 7616 with qop=auth; the algorithm is MD5 or SHA-256. */
  static ScriptedSignIn digest(String user, String password, String algorithm) {
    String nonce = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v";
    return scheme(
        "Digest realm=\"scripted\", qop=\"auth\", algorithm="
            + algorithm
            + ", nonce=\""
            + nonce
            + "\", opaque=\"FQhe\", charset=UTF-8",
        request -> {
          Map<String, String> given = parameters(authorization(request));
          String a1 = hash(algorithm, user + ":scripted:" + password);
          String a2 = hash(algorithm, request.method() + ":" + request.target());
          String middle =
              String.join(
                  ":",
                  nonce,
                  given.getOrDefault("nc", ""),
                  given.getOrDefault("cnonce", ""),
                  given.getOrDefault("qop", ""));
          return nonce.equals(given.get("nonce"))
              && user.equals(given.get("username"))
              && request.target().equals(given.get("uri"))
              && hash(algorithm, a1 + ":" + middle + ":" + a2).equals(given.get("response"));
        });
  }

  private static ScriptedSignIn scheme(String challenge, Predicate<ScriptedRequest> admits) {
    return new ScriptedSignIn() {
      @Override
      public boolean admits(ScriptedRequest request) {
        return admits.test(request);
      }

      @Override
      public String challenge() {
        return challenge;
      }
    };
  }

  private static String authorization(ScriptedRequest request) {
    return request.headers().first("Authorization").orElse("");
  }

  private static Map<String, String> parameters(String header) {
    Map<String, String> found = new HashMap<>();
    Charset utf8 = StandardCharsets.UTF_8;
    // headers are read one character for each octet
    String text = new String(header.getBytes(StandardCharsets.ISO_8859_1), utf8);
    Matcher matcher = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|([^,\\s]+))").matcher(text);
    while (matcher.find()) {
      String quoted = matcher.group(2);
      found.put(matcher.group(1), quoted == null ? matcher.group(3) : quoted);
    }
    return found;
  }

  private static String hash(String algorithm, String text) {
    try {
      byte[] octets = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(octets));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
