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

  /** What servers greet with that take text for commands (see {@link #mixesUp}). */
  private static final String JAMES = "JAMES ";

  private boolean isTelling;
  // Set while the constructor of the library reads the greeting: an initializer would undo it.
  private boolean mixesUp;

  Wire(String host, int port, Properties properties, boolean isWrapped, MailLogger logger)
      throws IOException, ProtocolException {
    super("imap", host, port, properties, isWrapped, logger);
  }

  @Override
  protected void processGreeting(Response greeting) throws ProtocolException {
    mixesUp = greeting.getRest().contains(JAMES);
    super.processGreeting(greeting);
  }

  /**
   * Whether the server takes the text of a message for commands now and then if the next message
   * comes before it has answered to that one.
   */
  boolean mixesUp() {
    return mixesUp;
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
          reply(broken == null ? answers.to(decoded(response)) : null);
        } catch (IOException e) {
          broken = e;
          reply(null);
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

  /**
   * A message to be put somewhere.
   *
   * @param about its flags and time
   * @param isInUtf8 whether its header is told to be UTF-8 (RFC 6855 section 4)
   */
  record Put(Argument about, Outgoing message, boolean isInUtf8) {}

  /** Messages for one folder (RFC 3502), sent without waiting for leave (RFC 7888). */
  static Argument puts(Argument folder, List<Put> messages) {
    return new Argument() {
      @Override
      public void write(Protocol protocol) throws IOException, ProtocolException {
        OutputStream out = ((Wire) protocol).getOutputStream();
        folder.write(protocol);
        for (Put one : messages) {
          String length = "{" + one.message().size() + "+}\r\n";
          out.write(' ');
          one.about().write(protocol);
          out.write(
              ((one.isInUtf8() ? " UTF8 (~" : " ") + length).getBytes(StandardCharsets.US_ASCII));
          one.message().writeTo(out);
          if (one.isInUtf8()) {
            out.write(')');
          }
        }
      }
    };
  }

  /** A command, and what follows its name where that is more than text. */
  record Command(String text, Optional<Argument> argument) {
    Command(String text) {
      this(text, Optional.empty());
    }
  }

  /** The server answers to a command that was never given: it took text for one. */
  static final class MixedUp extends ProtocolException {
    private static final long serialVersionUID = 1L;

    MixedUp(Response response) {
      super(response);
    }
  }

  /**
   * Sends commands without waiting for an answer in between; what was answered to each, the last of
   * which is OK, NO or BAD. They must not depend on each other's answers.
   */
  synchronized List<Response[]> together(List<Command> commands)
      throws IOException, ProtocolException {
    List<String> tags = new ArrayList<>();
    for (Command command : commands) {
      try {
        tags.add(send(command));
      } catch (LiteralException e) {
        // Only where each literal waits for leave, and such a command is sent alone.
        return List.<Response[]>of(new Response[] {e.getResponse()});
      }
    }
    return answers(tags.size(), tags::get);
  }

  /** Sends a command and waits for nothing; the tag of what will be answered. */
  String send(Command command) throws IOException, ProtocolException {
    return writeCommand(command.text(), command.argument().orElse(null));
  }

  /** Commands that are sent while it is read what is answered. */
  @FunctionalInterface
  interface Sent {
    /** The tag of one of them, as soon as it is sent. */
    String tag(int number) throws IOException, ProtocolException;
  }

  /**
   * What is answered to so many commands; nothing is waited for that is not sent yet.
   *
   * @throws MixedUp if the server answers to what was not said
   */
  synchronized List<Response[]> answers(int count, Sent sent)
      throws IOException, ProtocolException {
    Map<String, Integer> numbers = new HashMap<>();
    Response[][] answers = new Response[count][];
    List<Response> told = new ArrayList<>();
    int known = 0;
    for (int wanted = 0; wanted < count; wanted++) {
      while (known <= wanted) {
        numbers.put(sent.tag(known), known++);
      }
      while (answers[wanted] == null) {
        Response response = readResponse();
        if (response.isBYE()) {
          throw new ConnectionException(this, response);
        }
        told.add(response);
        if (response.isTagged()) {
          while (!numbers.containsKey(response.getTag()) && known < count) {
            numbers.put(sent.tag(known), known++);
          }
          Integer number = numbers.remove(response.getTag());
          if (number == null) {
            throw new MixedUp(response);
          }
          answers[number] = told.toArray(new Response[0]);
          told.clear();
        }
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

  private void reply(byte @org.jspecify.annotations.Nullable [] answer) throws IOException {
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
