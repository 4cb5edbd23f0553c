"""Documents of CNIPA's data service, written by hand; everything in them is fictional."""

from __future__ import annotations

from patentry.offices.reading import Batch

INVENTION = """<?xml version="1.0" encoding="UTF-8"?>
<business:PatentDocumentAndRelated xmlns:business="urn:example:business" xmlns:base="urn:example:base" lang="zh"
  country="CN" docNumber="104000000" kind="B" datePublication="20160106" status="C" xsdVersion="V2.2.1">
<business:BibliographicData>
 <business:PublicationReference dataFormat="standard" sequence="1"><base:DocumentID>
  <base:WIPOST3Code>CN</base:WIPOST3Code><base:DocNumber>000104000000</base:DocNumber><base:Kind>B</base:Kind>
  <base:Date>20160106</base:Date></base:DocumentID></business:PublicationReference>
 <business:PublicationReference dataFormat="original" sequence="1"><base:DocumentID>
  <base:WIPOST3Code>CN</base:WIPOST3Code><base:DocNumber>104000000</base:DocNumber><base:Kind>B</base:Kind>
  <base:Date>20160106</base:Date></base:DocumentID></business:PublicationReference>
 <business:ApplicationReference applType="10" dataFormat="original"><base:DocumentID>
  <base:WIPOST3Code>CN</base:WIPOST3Code><base:DocNumber>201410135735.5</base:DocNumber>
  <base:Date>20140404</base:Date></base:DocumentID></business:ApplicationReference>
 <business:PriorityDetails>
  <business:Priority dataFormat="standard" sequence="1"><base:WIPOST3Code>KR</base:WIPOST3Code>
   <base:DocNumber>102013000100096</base:DocNumber><base:Date>20130810</base:Date></business:Priority>
  <business:Priority dataFormat="original" sequence="1"><base:WIPOST3Code>KR</base:WIPOST3Code>
   <base:DocNumber>10-2013-0100096</base:DocNumber><base:Date>20130810</base:Date></business:Priority>
 </business:PriorityDetails>
 <business:ClassificationIPCRDetails>
  <business:ClassificationIPCR sequence="1"><base:Text>G09G  5/10  (2006.01)</base:Text></business:ClassificationIPCR>
  <business:ClassificationIPCR sequence="2"><business:Section>G</business:Section>
   <business:MainClass>07</business:MainClass><business:Subclass>F</business:Subclass><business:MainGroup>19</business:MainGroup>
   <business:Subgroup>00</business:Subgroup></business:ClassificationIPCR>
 </business:ClassificationIPCRDetails>
 <business:InventionTitle lang="zh">一种示例调节系统</business:InventionTitle>
 <business:ReferencesCited>
  <business:Citation srepPhase="SEA" sequence="1"><business:ApplicationCitation><business:PublicationReference>
   <base:DocumentID><base:WIPOST3Code>CN</base:WIPOST3Code><base:DocNumber>203000001</base:DocNumber>
   <base:Kind>U</base:Kind><base:Date>20131009</base:Date></base:DocumentID></business:PublicationReference>
  </business:ApplicationCitation></business:Citation>
  <business:Citation sequence="2"><base:Text>示例作者：示例文章，2012</base:Text></business:Citation>
 </business:ReferencesCited>
 <business:Parties>
  <business:ApplicantDetails><business:Applicant sequence="1"><base:AddressBook lang="zh">
   <base:Name>示例甲公司</base:Name>
   <base:Address><base:Text>100001 示例市创新区创新路1号</base:Text><base:Province>示例市</base:Province>
   <base:County>创新区</base:County><base:PostCode>100001</base:PostCode><base:WIPOST3Code>CN</base:WIPOST3Code>
   </base:Address></base:AddressBook></business:Applicant>
   <business:Applicant sequence="2"><base:AddressBook lang="zh"><base:Name>示例大学</base:Name></base:AddressBook>
   </business:Applicant></business:ApplicantDetails>
  <business:InventorDetails><business:Inventor><base:AddressBook><base:Name>张三</base:Name></base:AddressBook>
   </business:Inventor></business:InventorDetails>
  <business:AgentDetails><business:Agent><business:Agency><base:AddressBook>
   <base:OrganizationName>示例代理有限公司 12345</base:OrganizationName></base:AddressBook></business:Agency>
   <base:AddressBook><base:Name>李四</base:Name></base:AddressBook></business:Agent></business:AgentDetails>
 </business:Parties>
 <business:AssigneeDetails><business:Assignee><base:AddressBook lang="zh"><base:Name>示例乙公司</base:Name>
  <base:Address><base:Province>示例市</base:Province><base:City>市辖区</base:City></base:Address></base:AddressBook>
  </business:Assignee></business:AssigneeDetails>
</business:BibliographicData>
<business:Abstract><base:Paragraphs>一种调节系统，包括光感模块。</base:Paragraphs></business:Abstract>
<business:Description>
 <business:TechnicalField><base:Paragraphs>技术领域</base:Paragraphs><base:Paragraphs>涉及显示。</base:Paragraphs>
 </business:TechnicalField>
 <business:InventionMode><base:Paragraphs>如图1所示。</base:Paragraphs></business:InventionMode>
</business:Description>
<business:Claims>
 <business:Claim id="cl0001" num="0001">
  <business:ClaimText>1.一种示例调节系统，其特征在于包括光感模块。</business:ClaimText>
 </business:Claim>
 <business:Claim num="0002">
  <business:ClaimText>2.根据权利要求1所述的系统，其特征在于还包括控制模块。</business:ClaimText>
 </business:Claim>
</business:Claims>
</business:PatentDocumentAndRelated>
"""
DESIGN = """<?xml version="1.0" encoding="UTF-8"?>
<b:PatentDocumentAndRelated xmlns:b="urn:example:business" country="CN" docNumber="308000000" kind="S"
  datePublication="20230905">
<b:DesignBibliographicData>
 <b:PublicationReference><b:DocumentID><b:WIPOST3Code>CN</b:WIPOST3Code><b:DocNumber>308000000</b:DocNumber>
  <b:Kind>S</b:Kind><b:Date>20230905</b:Date></b:DocumentID></b:PublicationReference>
 <b:ApplicationReference><b:DocumentID><b:Date>20230301</b:Date></b:DocumentID></b:ApplicationReference>
 <b:PatentNumber>202330000001</b:PatentNumber>
 <b:ClassificationLocarno><b:MainClassification>14-03</b:MainClassification></b:ClassificationLocarno>
 <b:DesignTitle>示例手机</b:DesignTitle>
 <b:ApplicantDetails><b:Applicant><b:AddressBook><b:Name>示例丙公司</b:Name></b:AddressBook></b:Applicant></b:ApplicantDetails>
 <b:DesignerDetails><b:Designer><b:AddressBook><b:Name>王五</b:Name></b:AddressBook></b:Designer></b:DesignerDetails>
</b:DesignBibliographicData>
<b:DesignBriefExplanation>
<b:Paragraphs>1.名称：手机。</b:Paragraphs><b:Paragraphs>2.用途：通讯。</b:Paragraphs></b:DesignBriefExplanation>
</b:PatentDocumentAndRelated>
"""


def codes(batch: Batch) -> list[tuple[str, str | None]]:
    """Codes and fields of a batch's problems."""
    return [(problem.code, problem.field) for problem in batch.problems]
