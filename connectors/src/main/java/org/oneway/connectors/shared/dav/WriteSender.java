// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.oneway.engine.item.Version;
import org.oneway.engine.store.StoreException;

/** Sends writes and understands what comes back. Safe for several threads. */
final class WriteSender {
  private final DavClient client;
  private final MemberReader reader;

  WriteSender(DavClient client, MemberReader reader) {
    this.client = client;
    this.reader = reader;
  }

  /** What a write came to. */
  record Result(
      int status, Optional<Version> version, Optional<Problem> problem, boolean mayBeRepeat) {
    boolean isDone() {
      return problem.isEmpty();
    }
  }

  /** Sends it once, or again where the answer was lost. */
  Result send(DavRequest request) throws StoreException {
    return client.send(
        request,
        (reply, in) -> {
          Optional<Problem> problem =
              reply.status() == 207
                  ? inside(in)
                  : reply.isSuccess() ? Optional.empty() : Optional.of(Problem.read(reply, in));
          return new Result(
              problem.map(Problem::status).orElse(reply.status()),
              Entry.version(reply.etag()),
              problem,
              reply.mayBeRepeat());
        });
  }

  /** Sends it on condition that the member is as expected; where nothing is, that there is one. */
  Result sendIfMatch(Href href, DavRequest request, Optional<Version> expected)
      throws StoreException {
    Result result = send(request.with("If-Match", expected.map(Version::value).orElse("*")));
    if (result.status() != 412 || expected.isPresent()) {
      return result;
    }
    // Radicale takes the star for a version, and there is none of that name.
    Optional<Version> there = reader.get(Entry.at(href)).version();
    return there.isPresent() ? send(request.with("If-Match", there.get().value())) : result;
  }

  /** Some servers answer a single write by a listing, with the failure in it. */
  private Optional<Problem> inside(InputStream in) throws IOException {
    for (Multistatus.Member member :
        Multistatus.read(in, client.settings().answerLimit()).members()) {
      OptionalInt status = member.status();
      if (status.isPresent() && status.getAsInt() >= 400) {
        int code = status.getAsInt();
        // It cannot be about a condition of ours where it names one of its own.
        return Optional.of(
            member
                .error()
                .map(error -> Problem.of(code == 412 ? 403 : code, error))
                .orElseGet(() -> new Problem(code, List.of(), "")));
      }
    }
    return Optional.empty();
  }
}
