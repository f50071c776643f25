// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.ConnectionException;
import org.eclipse.angus.mail.iap.LiteralException;
import org.eclipse.angus.mail.iap.Protocol;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.iap.ResponseHandler;
import org.eclipse.angus.mail.imap.ResyncData;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.eclipse.angus.mail.imap.protocol.MailboxInfo;
import org.eclipse.angus.mail.util.MailLogger;

/** The protocol as the library speaks it, and the exchange by which we sign in ourselves. */
final class Wire extends IMAPProtocol {
  /** What QRESYNC was called before it was one (lemonade-reconnect-client-01 section 2). */
  static final String DRAFT = "X-DRAFT-W01-QRESYNC";

  /** Names and headers in UTF-8 (RFC 6855), once it is enabled. */
  static final String UTF8 = "UTF8=ACCEPT";

  private boolean isTelling;

  Wire(String host, int port, Properties properties, boolean isWrapped, MailLogger logger)
      throws IOException, ProtocolException {
    super("imap", host, port, properties, isWrapped, logger);
  }

  /** Answers what the server asks during a sign-in. */
  @FunctionalInterface
  interface Answers {
    /**
     * The answer to one challenge, which is overwritten after it was sent.
     *
     * @throws IOException if the challenge is not as it should be; the sign-in is then given up
     */
    byte[] to(byte[] challenge) throws IOException;
  }

  /** What stands behind the folder's name when it is opened so (RFC 7162), to be shown. */
  static String parameter(ResyncData since) {
    return since.equals(ResyncData.CONDSTORE)
        ? " (CONDSTORE)"
        : " (QRESYNC (" + since.getUIDValidity() + " " + since.getModSeq() + "))";
  }

  /** EXAMINE; {@code EXPUNGED}, which the library knows nothing of, is among the answers too. */
  MailboxInfo examineTelling(String mailbox, ResyncData since) throws ProtocolException {
    List<IMAPResponse> told = new ArrayList<>();
    ResponseHandler handler =
        answer -> {
          if (answer instanceof IMAPResponse response && response.keyEquals("EXPUNGED")) {
            told.add(response);
          }
        };
    addResponseHandler(handler);
    isTelling = true;
    try {
      MailboxInfo info = examine(mailbox, since);
      if (info.responses != null) {
        told.addAll(info.responses);
      }
      info.responses = told;
      return info;
    } finally {
      isTelling = false;
      removeResponseHandler(handler);
    }
  }

  /** The library opens a folder so only where the server knows this by its later name. */
  @Override
  public boolean hasCapability(String capability) {
    boolean isDraft = isTelling && capability.equals("QRESYNC");
    return super.hasCapability(isDraft && !super.hasCapability(capability) ? DRAFT : capability);
  }

  /** AUTHENTICATE (RFC 9051 section 6.2.2) to its end; the answer of the server. */
  synchronized Response signIn(String mechanism, Answers answers)
      throws IOException, ProtocolException {
    String tag = writeCommand("AUTHENTICATE " + mechanism, null);
    IOException broken = null;
    while (true) {
      Response response = readResponse();
      if (response.isContinuation()) {
        try {
          send(broken == null ? answers.to(decoded(response)) : null);
        } catch (IOException e) {
          broken = e;
          send(null);
        }
      } else if (response.isBYE() || (response.isTagged() && tag.equals(response.getTag()))) {
        if (broken != null) {
          throw broken;
        }
        return response;
      }
    }
  }

  Argument named(String folder) {
    Argument argument = new Argument();
    writeMailboxName(argument, folder);
    return argument;
  }

  /** A message whose header is UTF-8 (RFC 6855 section 4), sent without waiting for leave. */
  static Argument inUtf8(Outgoing message) {
    Argument literal =
        new Argument() {
          @Override
          public void write(Protocol protocol) throws IOException {
            OutputStream out = ((Wire) protocol).getOutputStream();
            String start = "~{" + message.size() + "+}\r\n";
            out.write(start.getBytes(StandardCharsets.US_ASCII));
            message.writeTo(out);
          }
        };
    return new Argument().writeAtom("UTF8").writeArgument(literal);
  }

  /** A command, and what follows its name where that is more than text. */
  record Command(String text, Optional<Argument> argument) {
    Command(String text) {
      this(text, Optional.empty());
    }
  }

  /**
   * Sends commands without waiting for an answer in between; what was answered to each, the last of
   * which is OK, NO or BAD. They must not depend on each other's answers.
   */
  synchronized List<Response[]> together(List<Command> commands)
      throws IOException, ProtocolException {
    Map<String, Integer> numbers = new HashMap<>();
    for (Command command : commands) {
      try {
        numbers.put(writeCommand(command.text(), command.argument().orElse(null)), numbers.size());
      } catch (LiteralException e) {
        // Only where each literal waits for leave, and such a command is sent alone.
        return List.<Response[]>of(new Response[] {e.getResponse()});
      }
    }
    Response[][] answers = new Response[commands.size()][];
    List<Response> told = new ArrayList<>();
    int left = commands.size();
    while (left > 0) {
      Response response = readResponse();
      if (response.isBYE()) {
        throw new ConnectionException(this, response);
      }
      told.add(response);
      Integer number = response.isTagged() ? numbers.remove(response.getTag()) : null;
      if (number != null) {
        answers[number] = told.toArray(new Response[0]);
        told.clear();
        left--;
      }
    }
    return List.of(answers);
  }

  private static byte[] decoded(Response response) throws IOException {
    try {
      return Base64.getDecoder().decode(response.getRest().strip());
    } catch (IllegalArgumentException e) {
      throw new IOException("the server's challenge is not in base64", e);
    }
  }

  private void send(byte @org.jspecify.annotations.Nullable [] answer) throws IOException {
    byte[] encoded =
        answer == null
            ? "*".getBytes(StandardCharsets.US_ASCII)
            : Base64.getEncoder().encode(answer);
    OutputStream out = getOutputStream();
    out.write(encoded);
    out.write('\r');
    out.write('\n');
    out.flush();
    Arrays.fill(encoded, (byte) 0);
    if (answer != null) {
      Arrays.fill(answer, (byte) 0);
    }
  }
}
