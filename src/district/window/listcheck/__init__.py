"""The list check 名单核查: filings the national office thinks abnormal, taken up firm by firm until each is settled.

A batch comes as a table; every row is kept or said to be wrong. It must not judge a filing: it records what firms did.
"""
