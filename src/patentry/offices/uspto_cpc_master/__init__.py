"""The USPTO's CPC Master Classification File: the CPC symbols of US grants and published applications."""

from patentry.offices.uspto_cpc_master.format import UsptoCpcMaster

__all__ = ["UsptoCpcMaster"]
