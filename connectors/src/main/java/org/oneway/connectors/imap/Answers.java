// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.MODSEQ;

/** What answers to commands that write say in brackets. */
final class Answers {
  private static final String SET = "([0-9,:]+)";
  private static final Pattern APPENDED = code("APPENDUID (\\d{1,18}) " + SET);
  private static final Pattern COPIED = code("COPYUID (\\d{1,18}) " + SET + " " + SET);
  private static final Pattern MODIFIED = code("MODIFIED " + SET);

  private Answers() {}

  private static Pattern code(String text) {
    return Pattern.compile("\\[" + text + "\\]", Pattern.CASE_INSENSITIVE);
  }

  static Response last(Response[] answers) {
    return answers[answers.length - 1];
  }

  /** Only what stands first is a code; behind it are words of the server. */
  private static Optional<Matcher> first(Pattern pattern, Response answer) {
    boolean isStatus = answer.isOK() || answer.isNO();
    Matcher matcher = pattern.matcher(isStatus ? answer.getRest() : "");
    return matcher.lookingAt() ? Optional.of(matcher) : Optional.empty();
  }

  /** Where appended messages are (APPENDUID, RFC 4315), in their order; empty if it is not told. */
  static List<Long> appended(Response last, long validity) {
    return first(APPENDED, last)
        .filter(code -> Long.parseLong(code.group(1)) == validity)
        .flatMap(code -> Uids.read(code.group(2), Long.MAX_VALUE))
        .map(uids -> Arrays.stream(uids).boxed().toList())
        .orElse(List.of());
  }

  /**
   * Where moved and copied messages are now, by their former UIDs (COPYUID, RFC 4315): each as UID
   * in the numbering that is told beside.
   */
  record Copied(long validity, Map<Long, Long> uids) {
    Copied {
      uids = Map.copyOf(uids);
    }
  }

  /** Where messages are now, as far as the server says so. */
  static Optional<Copied> copied(Response[] answers) {
    for (Response answer : answers) {
      Optional<Matcher> code = first(COPIED, answer);
      if (code.isPresent()) {
        long[] from = Uids.read(code.get().group(2), Long.MAX_VALUE).orElse(new long[0]);
        long[] to = Uids.read(code.get().group(3), Long.MAX_VALUE).orElse(new long[0]);
        Map<Long, Long> uids = new HashMap<>();
        for (int i = 0; i < from.length && from.length == to.length; i++) {
          uids.put(from[i], to[i]);
        }
        return Optional.of(new Copied(Long.parseLong(code.get().group(1)), uids));
      }
    }
    return Optional.empty();
  }

  /** Messages that were not as a STORE expected them (MODIFIED, RFC 7162). */
  static Set<Long> modified(Response[] answers) {
    Set<Long> uids = new HashSet<>();
    for (Response answer : answers) {
      Optional<Matcher> code = first(MODIFIED, answer);
      for (long uid :
          code.flatMap(c -> Uids.read(c.group(1), Long.MAX_VALUE)).orElse(new long[0])) {
        uids.add(uid);
      }
    }
    return uids;
  }

  /** The greatest mod-sequence that is told; 0 where none is. */
  static long greatestModseq(List<Response> answers) {
    long greatest = 0;
    for (Response answer : answers) {
      Optional<MODSEQ> modseq =
          answer instanceof FetchResponse fetch
              ? Optional.ofNullable(fetch.getItem(MODSEQ.class))
              : Optional.empty();
      greatest = Math.max(greatest, modseq.map(m -> m.modseq).orElse(0L));
    }
    return greatest;
  }
}
