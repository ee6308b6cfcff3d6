package io.medley.campaign.campaign.web;

import java.io.StringReader;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/**
 * Where each step of a template stands in its diagram. A touch stands at its own task; a wait is
 * looked up by a task and then waited for at the event behind it, which is where people wait.
 */
final class DiagramSteps {

  private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
  private static final String ZEEBE = "http://camunda.org/schema/zeebe/1.0";

  private DiagramSteps() {}

  /**
   * Diagram element ids by step id, in the model's order.
   *
   * @param bpmnXml the model
   */
  static Map<String, String> of(String bpmnXml) {
    Document model = parse(bpmnXml);
    Map<String, String> next = new HashMap<>();
    NodeList flows = model.getElementsByTagNameNS(BPMN, "sequenceFlow");
    for (int i = 0; i < flows.getLength(); i++) {
      Element flow = (Element) flows.item(i);
      next.put(flow.getAttribute("sourceRef"), flow.getAttribute("targetRef"));
    }
    Map<String, String> steps = new LinkedHashMap<>();
    NodeList headers = model.getElementsByTagNameNS(ZEEBE, "header");
    for (int i = 0; i < headers.getLength(); i++) {
      Element header = (Element) headers.item(i);
      if (header.getAttribute("key").equals("step")) {
        Element task = task(header);
        String id = task.getAttribute("id");
        boolean wait = type(task).equals("journey.wait-until");
        steps.put(header.getAttribute("value"), wait ? next.getOrDefault(id, id) : id);
      }
    }
    return steps;
  }

  private static Element task(Element header) {
    Element element = header;
    while (!(BPMN.equals(element.getNamespaceURI()) && element.hasAttribute("id"))) {
      element = (Element) element.getParentNode();
    }
    return element;
  }

  private static String type(Element task) {
    NodeList definitions = task.getElementsByTagNameNS(ZEEBE, "taskDefinition");
    return definitions.getLength() == 0 ? "" : ((Element) definitions.item(0)).getAttribute("type");
  }

  private static Document parse(String bpmnXml) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory.newDocumentBuilder().parse(new InputSource(new StringReader(bpmnXml)));
    } catch (Exception unreadable) {
      throw new IllegalStateException("A deployed model cannot be read", unreadable);
    }
  }
}
